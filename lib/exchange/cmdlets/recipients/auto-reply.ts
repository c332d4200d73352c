import { mandatory, ok, piped, text } from '@/lib/shell'
import { autoReplyDefaults } from '../../directory/recipient-defaults'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireMailbox } from '../mailbox/require-mailbox'

export const getAutoReply = exchangeCmdlet({
  name: 'Get-MailboxAutoReplyConfiguration',
  synopsis: 'Shows what a mailbox answers by itself while its owner is away.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    // The hour that has begun, and a day later: what Exchange shows until somebody sets other times.
    const start = new Date(Math.floor(site.clock.now().getTime() / 3_600_000) * 3_600_000)
    const output = {
      ...autoReplyDefaults,
      StartTime: start.toISOString(),
      EndTime: new Date(start.getTime() + 86_400_000).toISOString(),
      ...user.value.attributes.autoReply,
      MailboxOwnerId: Identity,
      Identity: user.value.name,
    }
    return ok({ output: [output] })
  },
})
