import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSelfSigned } from '@/lib/network'
import { type Figure, perSecond, times } from './figure'
import type { Lab } from './lab'
import { median, percentile } from './measure'
import { hasNginx, startNginx } from './nginx'
import type { ProxyJob } from './proxy-inside'

const part = 'Reverse proxy over HTTPS, 32 connections: ours beside nginx with the file that is saved'
const connections = 32
const roundMs = 2_000
const rounds = 5

interface Round {
  readonly rate: number
  readonly p99: number
}

function ask(agent: Agent, port: number): Promise<number> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        servername: 'mail.contoso.com',
        headers: { host: 'mail.contoso.com' },
        path: '/owa/',
      },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`The proxy answered ${response.statusCode}`))
        response.resume().on('end', () => resolve(performance.now() - begun))
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

async function takeRound(agent: Agent, port: number): Promise<Round> {
  const taken: number[] = []
  const begun = performance.now()
  const one = async () => {
    while (performance.now() - begun < roundMs) taken.push(await ask(agent, port))
  }
  await Promise.all(Array.from({ length: connections }, one))
  return { rate: taken.length / ((performance.now() - begun) / 1000), p99: percentile(taken, 0.99) }
}

async function startProcess(job: ProxyJob): Promise<{ port: number; child: ChildProcess }> {
  const program = fileURLToPath(new URL('./proxy-inside.ts', import.meta.url))
  const env = { ...process.env, NODE_ENV: 'production' as const }
  const child = fork(program, [], { execArgv: ['--import', 'tsx'], env })
  child.send(job)
  const [port] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('A process of the proxy’s bench ended'))),
  ])) as [number]
  return { port, child }
}

function figures(ours: readonly Round[], beside: readonly Round[] | null): Figure[] {
  const middle = (of: readonly Round[], what: keyof Round) => median(of.map((round) => round[what]))
  const rate: Figure = {
    part,
    what: 'requests a second',
    ours: perSecond(middle(ours, 'rate')),
    beside: beside ? perSecond(middle(beside, 'rate')) : 'no nginx here',
  }
  return beside ? [rate, times(part, 'p99', [middle(ours, 'p99'), middle(beside, 'p99')])] : [rate]
}

/** Requests through the proxy to one and the same server behind; where there is no nginx, ours alone. */
export async function proxyRequests(lab: Pick<Lab, 'onClose'>): Promise<Figure[]> {
  const beside = hasNginx()
  if (!beside) console.log('proxy: nginx is not on the PATH of this computer; ours is measured alone.')
  const made = await createSelfSigned({ commonName: 'mail.contoso.com', names: [], now: new Date() })
  if (!made.ok) throw new Error(made.error.message)
  const { certificatePem, privateKeyPem } = made.value
  const folder = mkdtempSync(join(tmpdir(), 'proxy-bench-'))
  lab.onClose(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'tmp'))
  writeFileSync(join(folder, 'one.pem'), certificatePem)
  writeFileSync(join(folder, 'one.key'), privateKeyPem)

  const material = { certificatePem, privateKeyPem }
  const backend = await startProcess({ role: 'backend', ...material, behind: 0 })
  lab.onClose(() => backend.child.kill())
  const ours = await startProcess({ role: 'proxy', ...material, behind: backend.port })
  lab.onClose(() => ours.child.kill())
  const nginx = beside ? await startNginx(folder, backend.port) : null
  lab.onClose(() => nginx?.child.kill())

  const agent = new Agent({ keepAlive: true, maxSockets: connections, rejectUnauthorized: false })
  const taken: { ours: Round[]; nginx: Round[] } = { ours: [], nginx: [] }
  for (let round = 0; round <= rounds; round++) {
    const one = await takeRound(agent, ours.port)
    const other = nginx && (await takeRound(agent, nginx.port))
    // The first warms up.
    if (round === 0) continue
    taken.ours.push(one)
    if (other) taken.nginx.push(other)
  }
  agent.destroy()
  return figures(taken.ours, nginx ? taken.nginx : null)
}
