import type { PrismaClient } from '@/prisma/generated/client'

/** What two runs of the same commands make differently: ids, times, keys and what is made of them. */
const chance: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<guid>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>'],
  [/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----(?:\\r|\\n)*/g, '<pem>'],
  [/\$argon2id\$[^"]+/g, '<hash>'],
  [/\b[0-9A-Fa-f]{40,64}\b/g, '<thumbprint>'],
  [/"(?:serialNumber|privateKey|sealed|generation)":"[^"]*"/g, '"<made>":""'],
]

function withoutChance(value: unknown): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? Number(one) : one))
  return chance.reduce((before, [pattern, word]) => before.replace(pattern, word), text)
}

/** All that commands have made on a site, line by line, without what chance gives: objects, users, addresses, files. */
export async function siteState(db: PrismaClient): Promise<readonly string[]> {
  const [objects, users, addresses, disconnected, files] = await Promise.all([
    db.siteObject.findMany({ omit: { id: true, createdAt: true, changedAt: true } }),
    db.user.findMany({ omit: { id: true, createdAt: true, changedAt: true, passwordChangedAt: true } }),
    db.proxyAddress.findMany(),
    db.disconnectedMailbox.findMany(),
    db.driveFile.findMany({ select: { path: true } }),
  ])
  const all = { objects, users, addresses, disconnected, files }
  return Object.entries(all)
    .flatMap(([table, rows]) => rows.map((row) => `${table} ${withoutChance(row)}`))
    .toSorted()
}
