import { ok, type Result, refuse } from '@/lib/shell'
import { db } from './db'
import { callerOf } from './execute'
import type { Person } from './session'
import { openSite } from './site'

const folder = 'C:\\Certificates'
/** A PFX with a long chain has some ten thousand bytes. */
const largest = 1024 * 1024

/** Windows' own rule for file names, and no more than it needs. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '_')
    .replace(/[. ]+$/, '')
    .slice(-100)
  return plain || 'certificate.pfx'
}

/** Keeps a file that somebody chose in a form on the site's drive. */
export async function keepUpload(file: unknown, person: Person): Promise<Result<{ path: string }>> {
  if (!(file instanceof File) || file.size === 0)
    return refuse('InvalidArgument', 'FileIsEmpty', 'This file is empty.', {
      target: 'FileData',
      recommendedAction: 'Choose the certificate file again.',
    })
  if (file.size > largest)
    return refuse(
      'InvalidArgument',
      'FileTooLarge',
      `${file.name.slice(0, 60)} has ${file.size.toLocaleString('en-US')} bytes; a certificate file has a few thousand.`,
      {
        target: 'FileData',
        recommendedAction: 'Choose the certificate file itself.',
      },
    )
  const path = `${folder}\\${fileName(file.name)}`
  const { site } = await openSite(db, callerOf(person.email))
  await site.drive.write(path, new Uint8Array(await file.arrayBuffer()))
  return ok({ path })
}
