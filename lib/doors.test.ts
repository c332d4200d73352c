import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, it, vi } from 'vitest'

const root = join(import.meta.dirname, '..')
const houses = ['app', 'components', 'lib']
const chapter = 'Who may open whose door'

/** One room, as ARCHITECTURE.md describes it. */
interface Room {
  readonly name: string
  /** The files that others may open, from the room's folder; null: every file. */
  readonly doors: readonly string[] | null
  readonly mayOpen: ReadonlySet<string>
  /** Packages and what is inside them; `node:` stands for all of Node's own modules. */
  readonly without: readonly string[]
}

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

/** The table of that chapter: four cells a line, in the order in which "the rooms above" counts. */
function readTable(markdown: string): Room[] {
  const [, text = ''] = markdown.split(`## ${chapter}`)
  const lines = text.split('\n## ')[0]?.match(/^\|.*\|$/gm) ?? []
  const rooms: Room[] = []
  for (const line of lines.slice(2)) {
    const [names = '', doors = '', mayOpen = '', without = ''] = line.split('|').slice(1)
    const [given = '', excepted = ''] = mayOpen.split('but not')
    const row = quoted(names)
    const open = new Set([
      ...(given.includes('the rooms above') ? rooms.map(({ name }) => name) : []),
      ...(given.includes('each other') ? row : []),
      ...quoted(given),
    ])
    for (const name of quoted(excepted)) open.delete(name)
    rooms.push(
      ...row.map((name) => ({
        name,
        doors: doors.includes('every file') ? null : quoted(doors),
        mayOpen: open,
        without: quoted(without),
      })),
    )
  }
  return rooms
}

const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
const rooms = readTable(architecture)

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

const sources = houses.flatMap(filesBelow).filter((path) => /\.tsx?$/.test(path))

/** Tests, and what only tests use: these may open any door, and nobody else may open theirs. */
function isSupport(path: string): boolean {
  return (
    /\.test(-data)?\.tsx?$/.test(path) ||
    /-for-tests\.ts$/.test(path) ||
    /^lib\/[^/]+\/testing\//.test(path) ||
    /^lib\/server\/test-[^/]+\.ts$/.test(path)
  )
}

/** `lib/shell`, `components`: the longest name in the table that the path begins with. */
function roomOf(path: string): Room | undefined {
  return rooms.find(({ name }) => path.startsWith(`${name}/`))
}

/** Where an import leads, from the root; null for a package. */
function target(file: string, specifier: string): string | null {
  if (!/^(@\/|\.)/.test(specifier)) return null
  const path = specifier.startsWith('@/') ? specifier.slice(2) : join(dirname(file), specifier)
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`]
  const found = candidates.find((one) => existsSync(join(root, one)) && statSync(join(root, one)).isFile())
  return found ?? path
}

/** Static, dynamic, of types, `export from`: everything that names another module. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true)
  return importedFiles.map(({ fileName }) => fileName)
}

/** What is wrong with one import of one file; null when nothing is. */
function judge(file: string, specifier: string): string | null {
  const from = roomOf(file)
  if (!from) return 'is in no room'
  const path = target(file, specifier)
  if (path === null) {
    const unwanted = from.without.find((name) =>
      name.endsWith(':') ? specifier.startsWith(name) : `${specifier}/`.startsWith(`${name}/`),
    )
    return unwanted ? `${from.name} does without ${unwanted}` : null
  }
  if (isSupport(path)) return `${path} is there for tests`
  const to = roomOf(path)
  if (to === from) return null
  const name = to?.name ?? path.split('/')[0] ?? path
  if (!from.mayOpen.has(name)) return `${from.name} may not open ${name}`
  const inside = to ? relative(to.name, path) : path
  return !to?.doors || to.doors.includes(inside) ? null : `${inside} is no door of ${to.name}`
}

describe('the rooms', () => {
  it('are all in the table of ARCHITECTURE.md', () => {
    const folders = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((one) => one.isDirectory())
    const there = [...folders.map(({ name }) => `lib/${name}`), 'components', 'app']
    expect(rooms.map(({ name }) => name).toSorted()).toEqual(there.toSorted())
  })

  it('have the doors that the table names', () => {
    const doors = rooms.flatMap(({ name, doors }) => (doors ?? []).map((door) => `${name}/${door}`))
    expect(doors.filter((door) => !existsSync(join(root, door)))).toEqual([])
  })

  it('open only the doors that they may', () => {
    const checked = sources.filter((file) => !isSupport(file))
    expect(checked.length).toBeGreaterThan(300)
    const broken = checked.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const wrong = judge(file, specifier)
        return wrong ? [`${file} imports '${specifier}': ${wrong}`] : []
      }),
    )
    expect(broken).toEqual([])
  })

  it.each([
    ['lib/shell/bind.ts', '@/lib/exchange'],
    ['lib/exchange/store.ts', '@/prisma/generated/client'],
    ['lib/exchange/store.ts', '../network/router'],
    ['lib/essentials/site.ts', '@/lib/network/zone'],
    ['lib/network/spf.ts', 'react'],
    ['lib/wizards/text.ts', '@/lib/server/db'],
    ['lib/wizards/text.ts', 'node:crypto'],
    ['lib/client/runs.ts', 'next/navigation'],
    ['lib/server/runs.ts', '@/lib/client/runs'],
    ['lib/server/runs.ts', './test-site'],
    ['components/users/user-details.tsx', '@/lib/server/db'],
    ['components/users/user-details.tsx', '@/app/layout'],
    ['components/users/user-details.tsx', '@/prisma/generated/client'],
    ['app/layout.tsx', '@/lib/host/start'],
  ])('are closed: %s may not import %s', (file, specifier) => {
    expect(judge(file, specifier)).not.toBeNull()
  })

  it('are found by every kind of import', () => {
    const { importedFiles } = ts.preProcessFile(
      `import 'a'; import b from 'b'; import type { C } from 'c'; export * from 'd'
       export type { E } from 'e'; const f = () => import('f'); type G = import('g').G`,
      true,
      true,
    )
    expect(importedFiles.map(({ fileName }) => fileName).join('')).toBe('abcdefg')
  })

  /** Rooms that open each other's doors import in a circle, which breaks when one needs a value too early. */
  it.each(rooms.filter(({ doors }) => doors?.includes('index.ts')).map(({ name }) => name))(
    'can be entered first by the door of %s',
    async (name) => {
      vi.resetModules()
      await expect(import(join(root, name, 'index.ts'))).resolves.toBeDefined()
    },
    60_000,
  )
})

describe('the tree', () => {
  it('has every file and folder that ARCHITECTURE.md names by its path', () => {
    const paths = quoted(architecture).filter((word) => /^(app|components|lib|e2e)\/[^*<…]*$/.test(word))
    expect(paths.length).toBeGreaterThan(40)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('has no other folders at its top', () => {
    const made = ['node_modules', 'demo-results', 'test-results']
    const ours = readdirSync(root, { withFileTypes: true })
      .filter((one) => one.isDirectory() && !one.name.startsWith('.') && !made.includes(one.name))
      .map(({ name }) => name)
    expect(ours.filter((name) => ![...houses, 'prisma', 'public', 'e2e'].includes(name))).toEqual([])
  })

  it('has no file with a name that says nothing', () => {
    const empty = /(^|-)(utils?|helpers?|common|managers?|services?|types)$/
    /** Windows' own noun: Start-Service. */
    const windows = ['service', 'start-service', 'windows-services', 'exchange-services']
    const names = sources.map((path) => ({ path, name: path.split('/').at(-1)?.split('.')[0] ?? '' }))
    expect(names.filter(({ name }) => empty.test(name) && !windows.includes(name))).toEqual([])
  })
})
