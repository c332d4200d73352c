import { randomUUID } from 'node:crypto'
import type { Clock, Kind, Lists, Noun, Store, Stored } from '@/lib/exchange'
import { type Change, differences } from '@/lib/runbooks/change'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Prisma, SiteObject } from '@/prisma/generated/client'
import { type Db, isTransaction } from './db'

type Properties = Readonly<Record<string, unknown>>
type Objects = Pick<Store, 'list' | 'lists' | 'find' | 'insert' | 'update' | 'remove'>

function stored<P>(row: SiteObject): Stored<P> {
  return {
    id: row.id,
    name: row.name,
    properties: row.properties as P,
    whenCreated: row.createdAt,
    whenChanged: row.changedAt,
  }
}

function exists<P>(noun: Noun<P>, name: string): Result<never> {
  return refuse(
    'ResourceExists',
    'ObjectAlreadyExists',
    `The ${noun.title} '${name}' already exists. Choose another name.`,
    {
      target: 'Name',
    },
  )
}

/**
 * What was read is not what is there any more: written on, it would take back what somebody else has just done.
 * Thrown in transactions alone, which `inTransaction` then does anew.
 */
export class ChangedMeanwhile extends Error {}

/** The site's configuration objects as rows of SiteObject; every change is noted in `journal`. */
export function objectStore(db: Db, clock: Clock, journal: Change[]): Objects {
  const note = <P>(
    noun: Noun<P>,
    action: Change['action'],
    name: string,
    before: P | null,
    after: P | null,
  ) =>
    journal.push({
      action,
      what: `${noun.title} ${name}`,
      properties: differences(before as Properties | null, after as Properties | null, noun.secrets),
    })
  const guarded = isTransaction(db)
  const where = (className: string, name: string) => ({
    class_nameKey: { class: className, nameKey: name.toLowerCase() },
  })

  return {
    async list<P>(noun: Noun<P>) {
      const rows = await db.siteObject.findMany({ where: { class: noun.class }, orderBy: { nameKey: 'asc' } })
      return rows.map(stored<P>)
    },
    async lists<const N extends readonly Kind[]>(nouns: N) {
      const classes = nouns.map((one) => one.class)
      const rows = await db.siteObject.findMany({
        where: { class: { in: classes } },
        orderBy: { nameKey: 'asc' },
      })
      return classes.map((one) => rows.filter((row) => row.class === one).map(stored)) as Lists<N>
    },
    async find<P>(noun: Noun<P>, name: string) {
      const row = await db.siteObject.findUnique({ where: where(noun.class, name) })
      return row && stored<P>(row)
    },
    async insert<P>(noun: Noun<P>, name: string, properties: P) {
      const now = clock.now()
      const [row] = await db.siteObject.createManyAndReturn({
        data: [
          {
            id: randomUUID(),
            class: noun.class,
            name,
            nameKey: name.toLowerCase(),
            properties: properties as Prisma.InputJsonValue,
            createdAt: now,
            changedAt: now,
          },
        ],
        skipDuplicates: true,
      })
      if (!row) return exists(noun, name)
      note(noun, 'create', name, null, properties)
      return ok(stored<P>(row))
    },
    async update<P>(noun: Noun<P>, before: Stored<P>, change: Partial<P>, name = before.name) {
      const properties = { ...before.properties, ...change }
      const renamed = name.toLowerCase() !== before.name.toLowerCase()
      if (renamed && (await db.siteObject.findUnique({ where: where(noun.class, name) })))
        return exists(noun, name)
      const [row] = await db.siteObject.updateManyAndReturn({
        where: { id: before.id, ...(guarded ? { changedAt: before.whenChanged } : {}) },
        data: {
          name,
          nameKey: name.toLowerCase(),
          properties: properties as Prisma.InputJsonValue,
          changedAt: clock.now(),
        },
      })
      if (!row) throw new ChangedMeanwhile(`The ${noun.title} '${before.name}' was changed meanwhile`)
      note(noun, 'change', name, before.properties, properties)
      return ok(stored<P>(row))
    },
    async remove<P>(noun: Noun<P>, before: Stored<P>) {
      const { count } = await db.siteObject.deleteMany({ where: { id: before.id } })
      if (count === 0 && guarded) throw new ChangedMeanwhile(`The ${noun.title} '${before.name}' is gone`)
      note(noun, 'remove', before.name, before.properties, null)
    },
  }
}
