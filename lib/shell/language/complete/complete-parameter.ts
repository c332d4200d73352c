import { commonParameters, isSwitch, type Spec } from '../bind/spec'
import { allParameters, type BoundSoFar } from './bound-so-far'
import type { KnownCommand } from './known-command'
import { begins, type Offer } from './offer'

/** `Identity <MailboxIdParameter>`, as Get-Help writes it. */
function shown(spec: Spec): string {
  const type = spec.type.split('.').at(-1)
  return isSwitch(spec) ? `-${spec.name}` : `-${spec.name} <${type}>`
}

function about(spec: Spec): string {
  if (commonParameters.includes(spec)) return 'Common parameter'
  const words = spec.values ? `One of: ${spec.values.slice(0, 8).join(', ')}` : ''
  return [spec.mandatory ? 'Mandatory.' : '', spec.help || words].filter(Boolean).join(' ')
}

/** The parameter sets that those given leave possible; null for all. */
function setsLeft(named: ReadonlySet<Spec>): ReadonlySet<string> | null {
  const given = [...named].flatMap(({ sets }) => (sets ? [sets] : []))
  const [first] = given
  if (!first) return null
  const left = new Set(first.filter((one) => given.every((sets) => sets.includes(one))))
  return left.size > 0 ? left : null
}

/** The parameters that begin with what is typed and are not given yet, the command's own first. */
export function parameterOffers(command: KnownCommand, { named }: BoundSoFar, written: string): Offer[] {
  const prefix = written.slice(1)
  const sets = setsLeft(named)
  return allParameters(command)
    .filter((one) => !named.has(one) && begins(one.name, prefix))
    .filter((one) => !sets || !one.sets || one.sets.some((set) => sets.has(set)))
    .map((one) => ({ text: `-${one.name}`, shown: shown(one), kind: 'parameter', about: about(one) }))
}
