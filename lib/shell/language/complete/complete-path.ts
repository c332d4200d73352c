import { resolvePath } from '../evaluate/files'
import type { Machine } from '../evaluate/machine'
import { begins, type Offer, sorted } from './offer'

/** Whether a word is written as a path of the drive. */
export const looksLikePath = (text: string) => /^(?:[a-z]:|\.{1,2}(?=[\\/])|[\\/])/i.test(text)

/**
 * Files and folders of the drive that go on from what is typed, one folder at a time.
 * @param wanted which files count; folders always do
 */
export async function pathOffers(
  machine: Machine,
  typed: string,
  wanted: (path: string) => boolean = () => true,
): Promise<Offer[]> {
  const cut = Math.max(typed.lastIndexOf('\\'), typed.lastIndexOf('/')) + 1
  const folder = `${resolvePath(machine, typed.slice(0, cut) || '.').replace(/\\$/, '')}\\`
  const [head, rest] = [typed.slice(0, cut), typed.slice(cut)]
  const files = await machine.host.drive.list()
  const offers = files.flatMap(({ path, size }): Offer[] => {
    if (!begins(path, folder)) return []
    const [name = '', ...deeper] = path.slice(folder.length).split('\\')
    if (name === '' || !begins(name, rest) || (deeper.length === 0 && !wanted(path))) return []
    const text = `${head}${name}${deeper.length > 0 ? '\\' : ''}`
    const about = deeper.length > 0 ? 'Folder' : `${size.toLocaleString('en-US')} bytes`
    return [{ text, shown: name, kind: 'path', about }]
  })
  return sorted(offers)
}
