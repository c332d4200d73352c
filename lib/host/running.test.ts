import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginningOf } from './processes'
import { claim } from './running'

describe('a claim on a data folder', () => {
  let dataDir: string
  const write = (content: object) => writeFileSync(join(dataDir, 'running.json'), JSON.stringify(content))

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'running-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  it('is refused to a second process, with the address of the first', async () => {
    const first = await claim(dataDir, 'http://localhost:3000')
    await expect(claim(dataDir, 'http://localhost:3001')).rejects.toThrow(
      /already running at http:\/\/localhost:3000/,
    )
    first.release()
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false)
    await claim(dataDir, 'http://localhost:3001')
  })

  it('is taken over from a process that died, although its number lives on in another one', async () => {
    write({
      url: 'http://localhost:3000',
      supervisor: { pid: process.pid, begun: 'long ago' },
    })
    await expect(claim(dataDir, 'http://localhost:3001')).resolves.toBeDefined()
  })

  it('ends the web process that a killed supervisor left behind', async () => {
    const web = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'])
    const ended = new Promise((resolve) => web.on('exit', (_, signal) => resolve(signal)))
    await new Promise((resolve) => web.stdout.once('data', resolve))
    const pid = web.pid ?? 0
    write({
      url: 'http://localhost:3000',
      supervisor: { pid, begun: 'long ago' },
      web: { pid, begun: beginningOf(pid) },
    })
    await claim(dataDir, 'http://localhost:3001')
    expect(await ended).toBe('SIGKILL')
  })
})
