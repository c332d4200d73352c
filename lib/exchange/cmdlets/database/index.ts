import { command, ok, piped, type Result, refuse, switchParameter, text } from '@/lib/shell'
import type { Site, Stored } from '../../store'
import { databasePaths, type MailboxDatabase, mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { getCmdlet } from '../get-cmdlet'
import { writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'
import { mountCmdlets } from './mount-database'
import { moveDatabasePath } from './move-path'
import { databaseAgain, newDatabase } from './new-database'

async function checkEmpty({ name }: Stored<MailboxDatabase>, { store }: Site): Promise<Result<void>> {
  const mailboxes = await store.users.count({ database: name })
  return mailboxes === 0
    ? ok(undefined)
    : refuse(
        'InvalidOperation',
        'MailboxDatabaseNotEmpty',
        `This mailbox database contains one or more mailboxes, mailbox plans, archive mailboxes, public folder mailboxes, arbitration mailboxes, or audit mailboxes. To get a list of all mailboxes in this database, run the command Get-Mailbox -Database '${name}'.`,
        { target: 'Identity', recommendedAction: 'Disable or move these mailboxes first.' },
      )
}

const removeDatabase = removeCmdlet(mailboxDatabase, {
  synopsis: 'Removes a mailbox database without mailboxes. Its file stays on the disk.',
  guard: checkEmpty,
  warnings: ({ name, properties }) => [
    `The specified database has been removed. You must remove the database file located in ${databasePaths(name, properties).EdbFilePath} from your computer manually if it exists. Specified database: ${name}.`,
  ],
  undo: ({ name, properties }, version) => [
    databaseAgain(name, properties.server, databasePaths(name, properties), properties.recovery ?? false),
    command('Set-MailboxDatabase', {
      Identity: name,
      ...writtenSettings(mailboxDatabase, properties, version),
    }),
    ...((properties.mounted ?? true) ? [command('Mount-Database', { Identity: name })] : []),
  ],
})

/** None is ever there: from 2013 on public folders are mailboxes, and this site's 2010 has none. */
const getPublicFolderDatabase = exchangeCmdlet({
  name: 'Get-PublicFolderDatabase',
  synopsis: 'Lists the public folder databases of Exchange 2010.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Server: text },
  run: async ({ Identity }, site) =>
    Identity ? couldNotBeFound(site, Identity, 'Identity') : ok({ output: [] }),
})

export const databaseCmdlets = [
  getCmdlet(mailboxDatabase, {
    synopsis: 'Lists the mailbox databases with their quota defaults.',
    extra: { Server: text, Status: switchParameter },
    beside: async ({ properties }, { Status }) => ({
      Mounted: Status === true ? (properties.mounted ?? true) : null,
    }),
  }),
  newDatabase,
  setCmdlet(mailboxDatabase, {
    synopsis: 'Changes a mailbox database: its quotas count for all mailboxes without their own.',
  }),
  removeDatabase,
  ...mountCmdlets,
  moveDatabasePath,
  getPublicFolderDatabase,
]
