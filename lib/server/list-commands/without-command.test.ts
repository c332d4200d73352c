import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withoutCommand } from './without-command'

const pages = 'app/(dashboard)'
const buttons = ['components/ui/show-as-command.tsx', 'components/ui/open-in-shell.tsx']
const imported = /(?:from|import\()\s*'((?:@\/|\.)[^']+)'/g

function fileOf(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith('@/') ? specifier.slice(2) : join(dirname(from), specifier)
  return [`${path}.tsx`, `${path}.ts`, `${path}/index.ts`].find((file) => existsSync(file))
}

/** Every file of ours that is seen on a page, by what it imports; what stands in lib shows nothing. */
function partsOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || file.startsWith('lib/')) return seen
  seen.add(file)
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(imported)) {
    const part = fileOf(file, specifier)
    if (part) partsOf(part, seen)
  }
  return seen
}

const all = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('page.tsx'))
  .map((name) => ({ file: join(pages, name), path: join('/', dirname(name)) }))
  .toSorted((one, other) => (one.path < other.path ? -1 : 1))

describe('Each page of the dashboard', () => {
  it.each(all)('$path shows its command, or says why it has none', ({ file, path }) => {
    const parts = partsOf(file)
    const shows = buttons.some((button) => parts.has(button))
    expect(shows || Object.hasOwn(withoutCommand, path)).toBe(true)
  })

  it('that has no command is a page', () => {
    const paths = new Set(all.map(({ path }) => path))
    for (const path of Object.keys(withoutCommand)) expect(paths).toContain(path.split('?')[0])
  })
})
