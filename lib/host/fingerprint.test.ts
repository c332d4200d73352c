import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, isFresh, makeAndStamp } from './fingerprint'

describe('a fingerprint', () => {
  let root: string
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
  const now = () => fingerprint(root, ['app', 'next.config.js'], (path) => path.endsWith('.test.ts'))

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fingerprint-'))
    mkdirSync(join(root, 'app/deep'), { recursive: true })
    write('app/deep/page.ts', 'one')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('stays when a file is only touched', () => {
    const before = now()
    utimesSync(join(root, 'app/deep/page.ts'), 0, 0)
    expect(now()).toBe(before)
  })

  it.each([
    ['a file changes', () => write('app/deep/page.ts', 'two')],
    ['a file is added', () => write('app/more.ts', '')],
    ['a file that was missing comes', () => write('next.config.js', '')],
    ['a file is removed', () => rmSync(join(root, 'app/deep/page.ts'))],
  ])('changes when %s', (_, change) => {
    const before = now()
    change()
    expect(now()).not.toBe(before)
  })

  it('leaves out what is skipped', () => {
    const before = now()
    write('app/page.test.ts', 'a test')
    expect(now()).toBe(before)
  })

  it('is stamped only when the making succeeded', async () => {
    const stamp = join(root, 'out/made-from')
    await makeAndStamp(stamp, 'a', async () => undefined)
    expect([isFresh(stamp, 'a'), isFresh(stamp, 'b')]).toEqual([true, false])
    await expect(makeAndStamp(stamp, 'b', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(stamp)).toBe(false)
  })
})
