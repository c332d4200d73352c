import {
  absent,
  type Cmdlet,
  command,
  mandatory,
  ok,
  type Parameter,
  parsed,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { objectName } from '../../organization/kind'
import { noun, type Site, type Stored } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { requireMailbox } from '../mailbox/require-mailbox'
import { findRecipient } from './find-recipient'

/** Named `ID\MailboxExport`, by the mailbox's owner's id. */
interface PstRequest {
  readonly mailbox: string
  readonly filePath: string
  readonly batchName: string
  readonly isArchive: boolean
}

/** `\\FS01\PST\Frank.pst`: Exchange takes shares alone, for any of its servers may do the work. */
const share: Parameter<string> = parsed(
  'LongPath',
  (given): Result<string> =>
    /^\\\\[\w.-]{1,255}\\[^\p{Cc}"*/:<>?|]{1,240}\.pst$/iu.test(given)
      ? ok(given)
      : refuse('InvalidArgument', 'InvalidPath', `The path ${quoted(given)} isn't valid.`, {
          recommendedAction: 'Use a file on a share, such as \\\\FS01\\PST\\Frank.pst.',
        }),
)

/** As many as a mailbox may have without names of their own. */
const mostUnnamed = 10

function requests(kind: 'Export' | 'Import'): readonly Cmdlet<Site>[] {
  const class_ = `Mailbox${kind}Request`
  const request = noun<PstRequest>(class_, `mailbox ${kind.toLowerCase()} request`)
  const usual = `Mailbox${kind}`

  async function shown({ id, name, properties }: Stored<PstRequest>, site: Site): Promise<object> {
    const [owner = '', own = ''] = name.split('\\')
    const found = await findRecipient(site, owner)
    const mailbox = found?.kind === 'user' ? found.user.logonName : properties.mailbox
    return {
      Name: own,
      Mailbox: mailbox,
      Status: 'Completed',
      PercentComplete: 100,
      FilePath: properties.filePath,
      BatchName: properties.batchName,
      RequestGuid: id,
      Identity: `${mailbox}\\${own}`,
    }
  }

  /** By `frankm\MailboxExport`, or by its guid. */
  async function requireRequest(site: Site, identity: string): Promise<Result<Stored<PstRequest>>> {
    const cut = identity.lastIndexOf('\\')
    const user = cut < 0 ? null : await findRecipient(site, identity.slice(0, cut))
    const found =
      user?.kind === 'user'
        ? await site.store.find(request, `${user.user.id}\\${identity.slice(cut + 1)}`)
        : (await site.store.list(request)).find(({ id }) => id === identity.toLowerCase())
    return found ? ok(found) : couldNotBeFound(site, identity, 'Identity')
  }

  async function freeName(site: Site, owner: string): Promise<string | null> {
    const names = Array.from({ length: mostUnnamed }, (_, place) => `${usual}${place || ''}`)
    for (const name of names) if (!(await site.store.find(request, `${owner}\\${name}`))) return name
    return null
  }

  const make = exchangeCmdlet({
    name: `New-${class_}`,
    synopsis: kind === 'Export' ? 'Writes a mailbox to a PST file.' : 'Reads a PST file into a mailbox.',
    parameters: {
      Mailbox: piped(mandatory(text)),
      FilePath: mandatory(share),
      Name: objectName,
      BatchName: text,
      IsArchive: switchParameter,
    },
    run: async ({ Mailbox, FilePath, Name, BatchName = '', IsArchive = false }, site) => {
      const user = await requireMailbox(site, Mailbox, 'Mailbox')
      if (!user.ok) return user
      const { id, logonName } = user.value
      const name = Name ?? (await freeName(site, id))
      if (name === null)
        return refuse(
          'ResourceExists',
          'NameMustBeUniquePermanentException',
          `${logonName} has too many requests.`,
          {
            target: 'Name',
            recommendedAction: `Remove those that are done by Remove-${class_}.`,
          },
        )
      const properties = {
        mailbox: logonName,
        filePath: FilePath,
        batchName: BatchName,
        isArchive: IsArchive,
      }
      const made = await site.store.insert(request, `${id}\\${name}`, properties)
      if (!made.ok) return made
      const back = command(`Remove-${class_}`, { Identity: `${logonName}\\${name}`, Confirm: absent })
      return ok({ output: [await shown(made.value, site)], undo: [back] })
    },
  })

  const get = exchangeCmdlet({
    name: `Get-${class_}`,
    synopsis: 'Lists such requests; each is done at once.',
    reads: true,
    columns: ['Name', 'Mailbox', 'Status'],
    parameters: { Identity: piped({ ...text, position: 1 }), Mailbox: text, Status: text, BatchName: text },
    run: async ({ Identity, Mailbox, Status, BatchName }, site) => {
      const found = Identity ? await requireRequest(site, Identity) : null
      if (found && !found.ok) return found
      const user = Mailbox === undefined ? null : await requireMailbox(site, Mailbox, 'Mailbox')
      if (user && !user.ok) return user
      const meant = (found ? [found.value] : await site.store.list(request)).filter(
        ({ name, properties }) =>
          (!user?.ok || name.startsWith(`${user.value.id}\\`)) &&
          (Status === undefined || Status.toLowerCase() === 'completed') &&
          (BatchName === undefined || properties.batchName.toLowerCase() === BatchName.toLowerCase()),
      )
      return ok({ output: await Promise.all(meant.map((one) => shown(one, site))) })
    },
  })

  const remove = exchangeCmdlet({
    name: `Remove-${class_}`,
    synopsis: 'Clears a request that is done.',
    parameters: { Identity: piped(mandatory(text, 1)) },
    run: async ({ Identity }, site) => {
      const found = await requireRequest(site, Identity)
      if (!found.ok) return found
      const { name, properties } = found.value
      await site.store.remove(request, found.value)
      const [owner = '', own = ''] = name.split('\\')
      const again = command(`New-${class_}`, {
        Mailbox: owner,
        FilePath: properties.filePath,
        Name: own,
        BatchName: properties.batchName,
        ...(properties.isArchive ? { IsArchive: true } : {}),
      })
      return ok({ undo: [again] })
    },
  })
  return [get, make, remove]
}

/** Requests are kept and done at once; no file is written or read. */
export const pstRequestCmdlets = [...requests('Export'), ...requests('Import')]
