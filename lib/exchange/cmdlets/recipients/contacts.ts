import { disableMailContact, enableMailContact } from './mail-enabled-contact'
import { newMailContact, removeMailContact } from './new-mail-contact'
import { setContact, setMailContact } from './set-contact'

export const contactCmdlets = [
  newMailContact,
  setMailContact,
  setContact,
  enableMailContact,
  disableMailContact,
  removeMailContact,
]
