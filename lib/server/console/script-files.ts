import { ok, type Result, refuse } from '@/lib/shell'
import { decodeText, encodeText } from '@/lib/shell/language'
import { db } from '../db'
import { callerOf } from '../execute'
import type { Person } from '../session'
import { siteDrive } from '../shell-host'
import { longestSource } from './console-request'

/** A script on the site's drive. */
export interface ScriptFile {
  readonly path: string
  readonly size: number
}

const scriptPath = /^[A-Za-z]:\\(?:[^\0-\x1f\\/:*?"<>|]{1,100}\\){0,8}[^\0-\x1f\\/:*?"<>|]{1,100}\.ps1$/i

const notAPath = () =>
  refuse('InvalidArgument', 'InvalidPath', 'A script needs a path such as C:\\Scripts\\install.ps1.', {
    target: 'Path',
    recommendedAction: 'Give it a name of letters and digits that ends in .ps1.',
  })
const gone = (path: string) =>
  refuse('ObjectNotFound', 'PathNotFound', `There is no ${path} on the site’s drive.`, {
    target: 'Path',
    recommendedAction: 'Load the page again to see what is there.',
  })

const most = 1000

/** The scripts of the drive, by path. */
export async function listScripts(): Promise<readonly ScriptFile[]> {
  return db.driveFile.findMany({
    where: { pathKey: { endsWith: '.ps1' } },
    select: { path: true, size: true },
    orderBy: { pathKey: 'asc' },
    take: most,
  })
}

export async function readScript(path: string, person: Person): Promise<Result<{ readonly source: string }>> {
  if (!scriptPath.test(path)) return notAPath()
  const content = await (await siteDrive(callerOf(person.email))).read(path)
  return content ? ok({ source: decodeText(content) }) : gone(path)
}

/** Writes a script, as UTF-8. */
export async function saveScript(
  path: string,
  source: string,
  person: Person,
): Promise<Result<{ readonly path: string }>> {
  if (!scriptPath.test(path)) return notAPath()
  if (source.length > longestSource)
    return refuse('InvalidArgument', 'FileTooLarge', 'The script has more than 1,000,000 characters.', {
      target: 'Path',
      recommendedAction: 'Split it into several scripts.',
    })
  const written = await (await siteDrive(callerOf(person.email))).write(path, encodeText(source, 'utf8'))
  return written.ok ? ok({ path }) : written
}

export async function removeScript(path: string, person: Person): Promise<Result<{ readonly path: string }>> {
  if (!scriptPath.test(path)) return notAPath()
  const removed = await (await siteDrive(callerOf(person.email))).remove(path)
  return removed ? ok({ path }) : gone(path)
}
