import { isList, ok, type Result, type Value } from '@/lib/shell'
import { isLike, parseQuestion } from '../../directory/opath'
import { containerOf, detailsOf, mailOf, nameOf, type Recipient, typeOf } from '../../directory/recipient'
import { filterableProperties } from '../../directory/recipient-defaults'
import type { Site } from '../../store'
import type { Given } from '../noun-parameters'
import { type DirectoryView, directoryView } from './directory-view'
import { requireContainer } from './organizational-unit'
import { propertiesAsked } from './recipient-properties'

export type Condition = (recipient: Recipient) => boolean | Promise<boolean>

/** What -Filter, -Anr, -OrganizationalUnit and the -RecipientType… parameters ask of a recipient. */
export async function conditionsOf(
  given: Given,
  view: DirectoryView,
  site: Site,
): Promise<Result<readonly Condition[]>> {
  const all: Condition[] = []
  for (const filter of [given.Filter, given.RecipientPreviewFilter]) {
    if (typeof filter !== 'string') continue
    const meant = await filterCondition(filter, site, view)
    if (!meant.ok) return meant
    all.push(meant.value)
  }
  if (typeof given.OrganizationalUnit === 'string') {
    const container = await requireContainer(site, given.OrganizationalUnit)
    if (!container.ok) return container
    all.push(isWithin(container.value))
  }
  if (typeof given.Anr === 'string') all.push(isNamed(given.Anr))
  if (given.RecipientType !== undefined) all.push(oneOfWords(given.RecipientType as Value, typeOf))
  if (given.RecipientTypeDetails !== undefined)
    all.push(oneOfWords(given.RecipientTypeDetails as Value, detailsOf))
  return ok(all)
}

/** An OPATH filter as a condition on recipients. */
export async function filterCondition(
  filter: string,
  site: Site,
  view?: DirectoryView,
): Promise<Result<Condition>> {
  const question = parseQuestion(filter, filterableProperties)
  if (!question.ok) return question
  const seen = view ?? (await directoryView(site))
  return ok(async (recipient) => question.value(await propertiesAsked(recipient, seen)))
}

/** The unit itself, or one within it. */
export function isWithin(container: string): Condition {
  const [unit, within] = [container.toLowerCase(), `${container.toLowerCase()}/`]
  return (recipient) => {
    const own = containerOf(recipient).toLowerCase()
    return unit === '' || own === unit || own.startsWith(within)
  }
}

/** Ambiguous name resolution: the beginning of a name, an alias or an address; stars stand for anything. */
function isNamed(anr: string): Condition {
  const pattern = `${anr.trim().toLowerCase().replace(/\*+$/, '')}*`
  return (recipient) => namesOf(recipient).some((name) => isLike(name.toLowerCase(), pattern))
}

function namesOf(recipient: Recipient): readonly string[] {
  const mail = mailOf(recipient)
  const own =
    recipient.kind === 'user'
      ? [recipient.user.name, recipient.user.firstName, recipient.user.lastName, recipient.user.logonName]
      : [recipient.object.properties.displayName]
  const addresses = mail?.addresses.map(({ address }) => address) ?? []
  return [nameOf(recipient), ...own, ...(mail ? [mail.alias] : []), ...addresses]
}

function oneOfWords(given: Value, wordOf: (recipient: Recipient) => string): Condition {
  const words = (isList(given) ? given : [given]).map((one) => String(one).toLowerCase().split(' ')[0])
  return (recipient) => words.includes(wordOf(recipient).toLowerCase())
}
