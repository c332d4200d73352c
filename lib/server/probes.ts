import { parseLogonName, suggestLogonName } from '@/lib/essentials'
import { parseAlias, suggestAlias } from '@/lib/exchange'
import { certificateCovers, judgeCertificate, parsePfx } from '@/lib/network'
import type { ErrorRecord, Result } from '@/lib/shell'
import type { Answers, ProbeAnswer } from '@/lib/wizards'
import { db } from './db'
import { callerOf } from './execute'
import type { Person } from './session'
import { openSite } from './site'

const free: ProbeAnswer = { state: 'free', message: 'available' }
const own: ProbeAnswer = { state: 'free', message: 'as it is' }
const invalid = ({ message, recommendedAction }: ErrorRecord): ProbeAnswer => ({
  state: 'invalid',
  message: [message, recommendedAction].filter(Boolean).join(' '),
})
const text = (answers: Answers, name: string) => (typeof answers[name] === 'string' ? answers[name] : '')

async function probeName(
  value: string,
  parse: (text: string) => Result<string>,
  key: 'aliasKey' | 'logonKey',
  suggest: (taken: readonly string[]) => string,
  subject: string,
): Promise<ProbeAnswer> {
  const name = parse(value)
  if (!name.ok) return invalid(name.error)
  const holder = await db.user.findFirst({
    where: { [key]: name.value.toLowerCase() },
    select: { id: true, name: true },
  })
  if (!holder) return free
  if (holder.id === subject) return own
  const alike = await db.user.findMany({
    where: { [key]: { startsWith: name.value.toLowerCase().replace(/\d+$/, '') } },
    select: { aliasKey: true, logonKey: true },
    take: 1000,
  })
  return {
    state: 'taken',
    message: `taken by ${holder.name}; ${suggest(alike.flatMap((one) => one[key] ?? []))} is free`,
  }
}

/** Whether a field's value will do, while it is typed. `subject` is the account that the wizard is for. */
export async function probe(
  field: string,
  value: string,
  answers: Answers,
  person: Person,
  subject: string,
): Promise<ProbeAnswer> {
  const [first, last] = [text(answers, 'firstName'), text(answers, 'lastName')]
  if (field === 'alias')
    return probeName(
      value,
      parseAlias,
      'aliasKey',
      (taken) => suggestAlias(first || value.replace(/\d+$/, ''), last, taken),
      subject,
    )
  if (field === 'logonName')
    return probeName(
      value,
      parseLogonName,
      'logonKey',
      (taken) => suggestLogonName(first || value.replace(/\d+$/, ''), last, taken),
      subject,
    )
  if (field === 'pfxPassword') return probePfx(text(answers, 'pfxPath'), value, text(answers, 'host'), person)
  return free
}

/** Whoever cannot upload a file has no password to try on one. */
async function probePfx(path: string, password: string, host: string, person: Person): Promise<ProbeAnswer> {
  if (person.role !== 'Administrator')
    return { state: 'invalid', message: 'Observers can see everything and change nothing.' }
  const { site } = await openSite(db, callerOf(person.email))
  const bytes = path ? await site.drive.read(path) : null
  if (!bytes) return { state: 'invalid', message: 'Choose the PFX file first.' }
  const pfx = await parsePfx(bytes, password)
  if (!pfx.ok) return invalid(pfx.error)
  const { certificate } = pfx.value
  const [finding] = judgeCertificate(certificate, {
    names: host ? [host] : [],
    now: site.clock.now(),
  }).filter(({ severity }) => severity === 'error')
  if (finding) return { state: 'invalid', message: `${finding.message} ${finding.recommendedAction}` }
  const covered =
    host && certificateCovers(certificate.names, host) ? `holds ${host}` : certificate.names.join(', ')
  return { state: 'free', message: `${covered}, valid until ${certificate.notAfter.slice(0, 10)}` }
}
