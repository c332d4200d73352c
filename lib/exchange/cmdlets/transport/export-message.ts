import { mandatory, OutputBytes, ok, piped, text } from '@/lib/shell'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { findMessages } from './find-message'
import { notThere } from './find-queue'

/** AssembleMessage makes a file of what it writes. */
export const exportMessage = exchangeCmdlet({
  name: 'Export-Message',
  synopsis: 'Writes a copy of a message in a queue to the pipeline.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const found = await findMessages({ Identity }, site, 1)
    if (!found.ok) return found
    const [message] = found.value
    const bytes = message && (await site.mail.queues.export(message.item))
    if (!bytes) return notThere(Identity)
    return ok({ output: [{ Identity: message.shown.Identity, FileData: new OutputBytes(bytes) }] })
  },
})
