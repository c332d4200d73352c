import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDropDirectories } from './drop-directory'
import { dropSizes } from './drop-sizes'
import { dropQuotaTrouble, fileTrouble } from './drop-trouble'

let home: string
let now: number
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'drop-'))
  now = 0
  return () => rmSync(home, { recursive: true, force: true })
})

const content = Buffer.alloc(100)

/** A Drop directory of at most 250 bytes, with how often what lies there was counted. */
function withQuota() {
  const counted: number[] = []
  const sizes = dropSizes(
    () => now,
    async (path) => {
      counted.push(now)
      return readdirSync(path).length * content.length
    },
  )
  const open = openDropDirectories(() => home, sizes)
  const leave = async (name: string) => {
    const folder = await open('EXCH01', { dropDirectory: 'Fax', dropDirectoryQuota: 250 })
    if ('said' in folder) throw new Error(folder.said)
    return folder.leave(name, content, false)
  }
  return { leave, counted }
}

const drop = (name: string) => join(home, 'exchange/EXCH01/Drop/Fax', name)

describe('A Drop directory with a quota', () => {
  it('is counted once for the batches of some seconds', async () => {
    const { leave, counted } = withQuota()
    expect([await leave('A'), await leave('B')]).toEqual([null, null])
    now = 4999
    expect([await leave('C'), counted]).toEqual([null, [0]])
    rmSync(drop('A.eml'))
    now = 5000
    expect([await leave('D'), counted]).toEqual([null, [0, 5000]])
  })

  it('is counted anew before it counts as full: files may have been fetched', async () => {
    const { leave, counted } = withQuota()
    for (const name of ['A', 'B', 'C']) expect(await leave(name)).toBeNull()
    expect(await leave('D')).toBe(dropQuotaTrouble)
    rmSync(drop('A.eml'))
    expect([await leave('D'), counted]).toEqual([null, [0, 0, 0]])
  })

  it('holds a file once that took the place of another', async () => {
    const { leave, counted } = withQuota()
    for (const name of ['A', 'A', 'A', 'B']) expect(await leave(name)).toBeNull()
    expect(counted).toEqual([0])
  })

  it('is as large as its files are', async () => {
    const { leave } = withQuota()
    await leave('A')
    writeFileSync(drop('other.txt'), Buffer.alloc(7))
    expect(await dropSizes().of(drop('.'), 250)).toBe(107)
  })
})

describe('What is said of a Drop directory', () => {
  it.each([
    ['ENOSPC', /^444 4\.4\.4 The Drop Directory .*the disk is full \(ENOSPC\)\.$/, /Make room/],
    ['EACCES', /NoDropDirectory .* invalid ACLs\. \(EACCES\)$/, /the right to write/],
    ['EMFILE', /too many files are open \(EMFILE\)\.$/, /Raise the limit/],
    ['EIO', /cannot be used \(EIO\)\.$/, /Look at the disk/],
  ])('names what is wrong and what to do: %s', (code, said, advice) => {
    expect(fileTrouble(Object.assign(new Error(), { code }))).toEqual({
      said: expect.stringMatching(said),
      fault: expect.stringContaining(`(${code})`),
      advice: expect.stringMatching(advice),
    })
  })
})
