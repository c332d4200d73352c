import { absent, command, mandatory, ok, piped, refuse, switchParameter, text } from '@/lib/shell'
import { databasePaths, mailboxDatabase, ownPaths } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { nothingModified } from '../set-cmdlet'
import { checkFree, edbFilePath, logFolderPath } from './new-database'

export const moveDatabasePath = exchangeCmdlet({
  name: 'Move-DatabasePath',
  synopsis: 'Moves the file or the logs of a database. It is dismounted meanwhile.',
  parameters: {
    EDBFilePath: edbFilePath,
    LogFolderPath: logFolderPath,
    ConfigurationOnly: switchParameter,
    Force: switchParameter,
    Identity: piped(mandatory(text, 1)),
  },
  run: async ({ Identity, EDBFilePath, LogFolderPath, ConfigurationOnly = false }, site) => {
    const found = await requireObject(site, mailboxDatabase, Identity)
    if (!found.ok) return found
    const { id, name, properties } = found.value
    const before = databasePaths(name, properties)
    const after = {
      EdbFilePath: EDBFilePath ?? before.EdbFilePath,
      LogFolderPath: LogFolderPath ?? before.LogFolderPath,
    }
    if (after.EdbFilePath === before.EdbFilePath && after.LogFolderPath === before.LogFolderPath)
      return ok({ warnings: [nothingModified(name)], undo: [] })
    if (ConfigurationOnly && (properties.mounted ?? true))
      return refuse(
        'InvalidOperation',
        'DatabaseIsMounted',
        `The database '${name}' is mounted. Its configuration alone can only be changed while it is dismounted.`,
        { target: 'ConfigurationOnly', recommendedAction: `Run Dismount-Database '${name}' first.` },
      )
    const free = await checkFree(after.EdbFilePath, properties.server, id, site)
    if (!free.ok) return free
    const updated = await site.store.update(mailboxDatabase, found.value, ownPaths(name, after))
    if (!updated.ok) return updated
    return ok({
      undo: [
        command('Move-DatabasePath', {
          Identity: name,
          EDBFilePath: before.EdbFilePath,
          LogFolderPath: before.LogFolderPath,
          Confirm: absent,
        }),
      ],
    })
  },
})
