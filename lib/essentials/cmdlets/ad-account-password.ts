import type { Site } from '@/lib/exchange'
import { cmdlet, mandatory, ok, refuse, secureString, switchParameter, text } from '@/lib/shell'
import { primaryAddress, requireUser } from '../find-user'
import { hashIfStrong } from '../judge-secret'

/** The dashboard's "Change the user account password" sets it anew, as -Reset does; the old one is not asked for. */
const setAdAccountPassword = cmdlet<Site>()({
  name: 'Set-ADAccountPassword',
  synopsis: 'Sets the password of a user account anew. It has to meet the password policy.',
  parameters: {
    Identity: mandatory(text, 1),
    NewPassword: mandatory(secureString),
    Reset: switchParameter,
  },
  run: async ({ Identity, NewPassword, Reset }, site) => {
    if (!Reset)
      return refuse(
        'InvalidArgument',
        'OldPasswordMissing',
        'Without -Reset the old password would be needed.',
        {
          target: 'Reset',
          recommendedAction: 'Add -Reset: an administrator sets the password anew.',
        },
      )
    const user = await requireUser(site, Identity, 'Identity')
    if (!user.ok) return user
    const { id, logonName, name } = user.value
    const hash = await hashIfStrong(
      site,
      NewPassword,
      { logonName, displayName: name, email: primaryAddress(user.value) ?? undefined },
      {
        errorId: 'ADPasswordComplexityException',
        message: 'The password does not meet the length, complexity, or history requirement of the domain.',
        target: 'NewPassword',
      },
    )
    if (!hash.ok) return hash
    const updated = await site.store.users.update(id, { passwordHash: hash.value })
    return updated.ok ? ok({}) : updated
  },
})

export const adAccountPasswordCmdlets = [setAdAccountPassword]
