import type { Comparison } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'

/** FromAddress as it is shown: the null reverse-path (RFC 5321 §4.5.5) as `<>`. */
export const fromAddress = Prisma.sql`case when item."sender" = '' then '<>' else item."sender" end`

const texts: Readonly<Record<string, Prisma.Sql>> = {
  FromAddress: fromAddress,
  Subject: Prisma.sql`item."subject"`,
  InternetMessageId: Prisma.sql`item."messageId"`,
}
const numbers: Readonly<Record<string, Prisma.Sql>> = {
  Size: Prisma.sql`item."size"`,
  RetryCount: Prisma.sql`delivery."attempts"`,
}
const signs = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const

/** What of a filter the database can leave out; it never leaves out what the filter would let through. */
export function messageConditions(comparisons: readonly Comparison[]): readonly Prisma.Sql[] {
  return comparisons.flatMap((one) => textCondition(one) ?? numberCondition(one) ?? [])
}

/** Only ASCII: beyond it, lower case is not the same everywhere. */
function textCondition({ property, operator, value }: Comparison): Prisma.Sql | null {
  const column = texts[property]
  if (!column || !/^[\x20-\x7e]*$/.test(value)) return null
  if (operator === 'eq') return Prisma.sql`lower(${column}) = ${value.toLowerCase()}`
  if (operator !== 'like') return null
  const pattern = value
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
  return Prisma.sql`lower(${column}) like ${pattern}`
}

function numberCondition({ property, operator, value }: Comparison): Prisma.Sql | null {
  const column = numbers[property]
  if (!column || operator === 'like' || !/^\d{1,12}$/.test(value)) return null
  return Prisma.sql`${column} ${Prisma.raw(signs[operator])} ${Number(value)}::double precision`
}
