import { everyEvent, type TrackingQuery } from '@/lib/exchange'
import { Prisma } from '@/prisma/generated/client'

/** Which rows of MessageTracking a query means, as the condition of a statement. */
export function trackingWhere(given: Partial<TrackingQuery>): Prisma.Sql {
  const query = { ...everyEvent, ...given }
  const { server, start, end, eventId, source, internalMessageId, networkMessageId, reference } = query
  const all = [
    server !== null && Prisma.sql`upper("server") = ${known(server).toUpperCase()}`,
    start && Prisma.sql`"at" >= ${withinReach(start)}`,
    end && Prisma.sql`"at" <= ${withinReach(end)}`,
    eventId !== null && Prisma.sql`"eventId" = ${known(eventId).toUpperCase()}`,
    source !== null && Prisma.sql`"source" = ${known(source).toUpperCase()}`,
    ...people(query),
    query.messageId !== null && Prisma.sql`"messageId" = ${inBrackets(known(query.messageId))}`,
    query.messageSubject !== null && subjectHas(known(query.messageSubject)),
    internalMessageId !== null && numbered(internalMessageId),
    networkMessageId !== null && networkNumbered(networkMessageId),
    reference !== null && Prisma.sql`"details"->>'reference' = ${inBrackets(known(reference))}`,
  ].filter((one): one is Prisma.Sql => one instanceof Prisma.Sql)
  return all.length > 0 ? Prisma.join(all, ' and ') : Prisma.sql`true`
}

function people({ sender, recipients }: TrackingQuery) {
  const keys = recipients?.slice(0, 100).map((one) => known(one).toLowerCase())
  return [
    sender !== null && Prisma.sql`"senderKey" = ${sender.trim() === '<>' ? '' : known(sender).toLowerCase()}`,
    keys && Prisma.sql`"recipientKeys" && ${keys}::text[]`,
  ]
}

/** The index has the subject in lower case; % and _ are characters like others. */
function subjectHas(part: string): Prisma.Sql {
  const pattern = `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return Prisma.sql`lower("subject") like ${pattern}`
}

function numbered(text: string): Prisma.Sql {
  return /^\d{1,18}$/.test(text) ? Prisma.sql`"internalMessageId" = ${BigInt(text)}` : Prisma.sql`false`
}

function networkNumbered(text: string): Prisma.Sql {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
    ? Prisma.sql`"networkMessageId" = ${text}::uuid`
    : Prisma.sql`false`
}

function inBrackets(messageId: string): string {
  return messageId.startsWith('<') ? messageId : `<${messageId}>`
}

/** PostgreSQL has no NUL and no half characters in a text. */
function known(text: string): string {
  return text.trim().slice(0, 1000).toWellFormed().replaceAll('\0', '\ufffd')
}

/** PostgreSQL reads years of four digits. */
function withinReach(time: Date): Date {
  const [first, last] = [Date.UTC(1900, 0), Date.UTC(9000, 0)]
  return new Date(Math.min(Math.max(time.getTime(), first), last))
}
