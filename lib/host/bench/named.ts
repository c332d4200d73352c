import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Zone, zoneFile } from '@/lib/network'
import { freePort } from '../port'

export const hasNamed = () => spawnSync('named', ['-v']).status === 0

export interface Named {
  readonly port: number
  close(): Promise<void>
}

function configuration(folder: string, port: number, zones: readonly Zone[]): string {
  const served = zones.map(({ domain }, index) => {
    writeFileSync(join(folder, `${index}.zone`), zoneFile(zones[index] as Zone))
    return `zone "${domain}" { type primary; file "${folder}/${index}.zone"; check-names ignore; };`
  })
  return `options {
    directory "${folder}"; pid-file none; session-keyfile "${folder}/session.key"; recursion no;
    listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; notify no; dnssec-validation no;
    check-integrity no; check-mx ignore; check-mx-cname ignore; check-srv-cname ignore; max-udp-size 1232;
  };
  controls { };
  ${served.join('\n')}\n`
}

async function running(named: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of named.stderr ?? []) {
    said += String(chunk)
    if (said.includes(' running\n')) return
  }
  throw new Error(`named did not come up:\n${said}`)
}

/** BIND with the zone files that we save, on a loopback port. */
export async function named(zones: readonly Zone[]): Promise<Named> {
  const folder = mkdtempSync(join(tmpdir(), 'named-'))
  const port = await freePort()
  writeFileSync(join(folder, 'named.conf'), configuration(folder, port, zones))
  const child = spawn('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(child, 'exit')
  const close = async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true })
  }
  try {
    await running(child)
  } catch (error) {
    await close()
    throw error
  }
  child.stderr?.resume()
  return { port, close }
}
