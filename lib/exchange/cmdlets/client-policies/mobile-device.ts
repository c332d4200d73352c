import { type Cmdlet, piped, switchParameter, text } from '@/lib/shell'
import type { Site } from '../../store'
import { type ExchangeVersion, since } from '../../topology/exchange-version'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { pageOf, resultSize } from '../transport/result-size'

/** No device has ever been paired with a mailbox of the site: what is asked for by name is not there. */
function reading(name: string, synopsis: string, versions?: readonly ExchangeVersion[]): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    reads: true,
    ...(versions ? { versions } : {}),
    parameters: {
      Identity: piped({ ...text, position: 1 }),
      Mailbox: text,
      ResultSize: resultSize,
      ...(name.endsWith('Statistics') ? { GetMailboxLog: switchParameter } : { Filter: text }),
    },
    run: async ({ Identity, Mailbox, ResultSize }, site) => {
      if (Identity) return couldNotBeFound(site, Identity, 'Identity')
      const owner = Mailbox ? await site.store.users.find(Mailbox) : null
      if (Mailbox && !owner?.mailbox) return couldNotBeFound(site, Mailbox, 'Mailbox')
      return pageOf([], { ResultSize })
    },
  })
}

export const mobileDeviceCmdlets = [
  reading('Get-MobileDevice', 'Lists the telephones and tablets of mailboxes.', since('2013')),
  reading('Get-MobileDeviceStatistics', 'Shows when telephones and tablets last asked.', since('2013')),
  reading('Get-ActiveSyncDevice', 'Lists the telephones and tablets of mailboxes.'),
  reading('Get-ActiveSyncDeviceStatistics', 'Shows when telephones and tablets last asked.'),
]
