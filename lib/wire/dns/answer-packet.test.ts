import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { decode } from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerCache } from './answer-cache'
import { answerPacket } from './answer-packet'
import { type Line, query, worldOf, zoneOf } from './dns-for-tests'
import { nameServers } from './name-servers'

const lines: readonly Line[] = [
  ['@', 'MX', '0 mail.contoso.com.'],
  ['mail', 'A', '203.0.113.25'],
  ['*.wild', 'CNAME', 'mail.contoso.com.'],
  ...Array.from({ length: 60 }, (_, n): Line => ['many', 'TXT', `${n} ${'x'.repeat(60)}`]),
]
const memory = () => answerCache(() => new Date(0))
const caches = { internet: memory(), inside: memory() }
const servers = nameServers(
  worldOf([
    zoneOf('internet', 'contoso.com', lines),
    zoneOf('inside', 'mail.contoso.com', [['@', 'A', '192.168.0.3']]),
  ]),
  caches,
)
const answered = (packet: Buffer, transport: 'udp' | 'tcp' = 'udp') =>
  answerPacket(packet, transport, servers.dns)
const code = (packet: Buffer) => {
  const answer = answered(packet)
  return answer === null ? null : answer.readUInt16BE(2) & 15
}
const patched = (at: number, value: number) => {
  const packet = query('mail.contoso.com', 'A')
  packet.writeUInt16BE(value, at)
  return packet
}

describe('a packet', () => {
  it('that is an answer, or shorter than a header, is dropped', () => {
    expect(answered(patched(2, 0x8000))).toBeNull()
    expect(answered(query('mail.contoso.com', 'A').subarray(0, 11))).toBeNull()
    expect(answered(Buffer.alloc(0))).toBeNull()
  })

  it('with another opcode is not implemented', () => {
    expect(code(patched(2, 5 << 11))).toBe(4)
  })

  it('that says of itself what is not so is malformed', () => {
    for (const [at, value] of [
      [4, 0],
      [4, 2],
      [4, 65_535],
      [6, 65_535],
      [10, 1],
      [10, 65_535],
    ] as const)
      expect(code(patched(at, value))).toBe(1)
  })

  it('whose name leads to itself, or is longer than any name, is malformed', () => {
    const head = query('mail.contoso.com', 'A').subarray(0, 12)
    const tail = Buffer.from([0, 1, 0, 1])
    const label = Buffer.from(`\u003f${'a'.repeat(63)}`)
    for (const name of [
      Buffer.from([0xc0, 12]),
      Buffer.from([0xc0, 0]),
      Buffer.from([0x40, 0]),
      Buffer.from(`@${'a'.repeat(64)}\0`),
      Buffer.concat([label, label, label, label, Buffer.of(0)]),
    ])
      expect(code(Buffer.concat([head, name, tail]))).toBe(1)
  })

  it('with two OPT records, or one in the wrong place, is malformed', () => {
    const opt = { type: 'OPT', name: '.', udpPayloadSize: 1232 } as never
    expect(code(query('mail.contoso.com', 'A', { additionals: [opt] }))).toBe(0)
    expect(code(query('mail.contoso.com', 'A', { additionals: [opt, opt] }))).toBe(1)
    expect(code(query('mail.contoso.com', 'A', { answers: [opt] }))).toBe(1)
  })

  it('never gets a UDP answer longer than its sender takes, nor than 1232 bytes', () => {
    for (const size of [0, 100, 512, 700, 1232, 4096, 65_535]) {
      const opt = { type: 'OPT', name: '.', udpPayloadSize: size } as never
      const answer = answered(query('many.contoso.com', 'TXT', { additionals: [opt] }))
      expect(answer?.length).toBeLessThanOrEqual(Math.min(Math.max(size, 512), 1232))
      expect((answer?.readUInt16BE(2) ?? 0) & 0x200).toBe(0x200)
    }
    expect(decode(answered(query('many.contoso.com', 'TXT'), 'tcp') ?? Buffer.alloc(0)).answers).toHaveLength(
      60,
    )
  })
})

/** Packets as a stranger might send them: noise, and true queries of which something was changed. */
const names = [
  'mail.contoso.com',
  'any.wild.contoso.com',
  'many.contoso.com',
  'exch01.contoso.local',
  'northwind.example',
  '',
]
const opt = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  options: [
    { code: 8, ip: '192.0.2.0', sourcePrefixLength: 24 },
    { code: 10, data: Buffer.alloc(8) },
  ],
} as never
const seeds = names.flatMap((name) =>
  ['A', 'ANY', 'TXT', 'AXFR'].flatMap((type) => [
    query(name, type),
    query(name, type, { flags: 0x100, additionals: [opt] }),
  ]),
)
const noise = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes))
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    fc.nat(80),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([seed, changes, cut, more]) => {
    const packet = Buffer.concat([seed, more])
    for (const [at, value] of changes) packet[at % packet.length] = value
    return cut < 40 ? packet.subarray(0, packet.length - cut) : packet
  })
const hostile = fc.oneof({ weight: 1, arbitrary: noise }, { weight: 4, arbitrary: mutated })

/** What is still used after everything else was collected, in bytes. */
function heapInUse(): number {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

describe('a hundred thousand hostile packets', () => {
  it('get an answer to their own question or none, and leave the memory as it was', {
    timeout: 60_000,
  }, () => {
    const sizes = { udp: 1232, tcp: 65_535 }
    const before = heapInUse()
    let replies = 0
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('udp' as const, 'tcp' as const),
        fc.constantFrom(...Object.values(servers)),
        (packet, transport, server) => {
          const answer = answerPacket(packet, transport, server)
          if (!answer) return
          replies++
          expect(answer.length).toBeLessThanOrEqual(sizes[transport])
          expect([answer.readUInt16BE(0), answer.readUInt8(2) >> 7]).toEqual([packet.readUInt16BE(0), 1])
          decode(answer)
        },
      ),
      { numRuns: 100_000, seed: 1034 },
    )
    expect(replies).toBeGreaterThan(10_000)
    expect(Object.keys(caches.internet.entries()).length).toBeLessThanOrEqual(2000)
    expect(heapInUse() - before).toBeLessThan(32 << 20)
  })
})
