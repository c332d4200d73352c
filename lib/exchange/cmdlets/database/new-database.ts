import {
  command,
  mandatory,
  type Outcome,
  ok,
  parsed,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { objectName } from '../../organization/kind'
import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { databasePaths, mailboxDatabase, newMailboxDatabase, ownPaths } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { insertObject } from '../insert-object'
import { givenProperties } from '../noun-parameters'

const invalidPath = (target: string, message: string): Result<never> =>
  refuse('InvalidArgument', 'InvalidPath', message, {
    target,
    recommendedAction: 'Use a whole local path such as D:\\Databases\\DB1\\DB1.edb.',
  })

const local = /^[a-z]:\\[^<>:"/|?*\p{Cc}]{1,240}$/iu

/** A whole local path of a file .edb. */
export const edbFilePath = parsed('EdbFilePath', (given): Result<string> => {
  const path = given.trim()
  if (!local.test(path))
    return invalidPath('EdbFilePath', `The path '${path.slice(0, 260)}' isn't a valid local path.`)
  return /[^\\]\.edb$/i.test(path)
    ? ok(path)
    : invalidPath('EdbFilePath', `The database file '${path}' must have the extension .edb.`)
})

/** A whole local path of a folder that is not the drive itself. */
export const logFolderPath = parsed('NonRootLocalLongFullPath', (given): Result<string> => {
  const path = given.trim().replace(/\\$/, '')
  return local.test(path)
    ? ok(path)
    : invalidPath('LogFolderPath', `The path '${path.slice(0, 260)}' isn't a valid local folder.`)
})

export const newDatabase = exchangeCmdlet({
  name: 'New-MailboxDatabase',
  synopsis: 'Makes a mailbox database. It has to be mounted before it can be used.',
  parameters: {
    Name: mandatory(objectName, 1),
    Server: mandatory(text),
    EdbFilePath: edbFilePath,
    LogFolderPath: logFolderPath,
    Recovery: switchParameter,
  },
  run: async ({ Name, Server, EdbFilePath, LogFolderPath, Recovery = false, ...given }, site) => {
    const server = await requireObject(site, exchangeServer, Server.split('.')[0] ?? Server, 'Server')
    if (!server.ok) return server
    if (!server.value.properties.roles.includes('Mailbox')) return notAMailboxServer(server.value.name)
    const paths = ownPaths(Name, { EdbFilePath, LogFolderPath })
    const free = await checkFree(databasePaths(Name, paths).EdbFilePath, server.value.name, null, site)
    if (!free.ok) return free
    const made = await insertObject(
      mailboxDatabase,
      Name,
      {
        ...newMailboxDatabase(server.value.name),
        ...paths,
        ...(Recovery ? { recovery: true } : {}),
        mounted: false,
        ...givenProperties(mailboxDatabase, given),
      },
      site,
    )
    return made.ok ? withReminder(made.value, server.value.name, server.value.properties.version) : made
  },
})

/** From 2013 on, the memory of the store is divided among its databases when it starts. */
function withReminder(outcome: Outcome, server: string, version: string): Result<Outcome> {
  const reminder = `Please restart the Microsoft Exchange Information Store service on server ${server} after adding new mailbox databases.`
  return ok(version === '2010' ? outcome : { ...outcome, warnings: [reminder] })
}

function notAMailboxServer(name: string): Result<never> {
  return refuse(
    'InvalidOperation',
    'ServerIsNotMailboxServer',
    `The server '${name}' isn't a Mailbox server.`,
    {
      target: 'Server',
    },
  )
}

/** Two databases of one server are not kept in one file. */
export async function checkFree(
  path: string,
  server: string,
  id: string | null,
  { store }: Site,
): Promise<Result<void>> {
  const holder = (await store.list(mailboxDatabase)).find(
    (one) =>
      one.id !== id &&
      one.properties.server === server &&
      databasePaths(one.name, one.properties).EdbFilePath.toLowerCase() === path.toLowerCase(),
  )
  return holder
    ? refuse(
        'ResourceExists',
        'EdbFilePathInUse',
        `The database file '${path}' is already used by the database '${holder.name}'.`,
        { target: 'EdbFilePath', recommendedAction: 'Choose another file.' },
      )
    : ok(undefined)
}

/** The commands that bring a removed database back: it is empty, for one with mailboxes is not removed. */
export function databaseAgain(
  name: string,
  server: string,
  paths: ReturnType<typeof databasePaths>,
  recovery: boolean,
) {
  return command('New-MailboxDatabase', {
    Name: name,
    Server: server,
    ...paths,
    ...(recovery ? { Recovery: true } : {}),
  })
}
