import { disableMailUser, enableMailUser } from './mail-enabled-user'
import { newMailUser, removeMailUser } from './new-mail-user'
import { setMailUser } from './set-mail-user'

export const mailUserCmdlets = [newMailUser, setMailUser, enableMailUser, disableMailUser, removeMailUser]
