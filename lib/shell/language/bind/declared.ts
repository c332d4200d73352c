import { evaluate } from '../evaluate/expression'
import type { Context } from '../evaluate/machine'
import type { Step } from '../evaluate/step'
import type { Attribute, Block, ParameterDeclaration } from '../parse/ast'
import { areEqual, compare } from '../values/compare'
import { convertTo, truth } from '../values/convert'
import { type Datum, elementsOf } from '../values/datum'
import { execute, regex } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { typeNamed } from '../values/type-names'
import type { Spec } from './spec'

/** The parameters that a param block declares, with what its attributes ask for. */
export function* declaredSpecs(block: Block, c: Context): Step<Spec[]> {
  const specs: Spec[] = []
  for (const declared of block.parameters ?? []) specs.push(yield* declaredSpec(declared, c))
  const positioned = specs.some((_, i) =>
    block.parameters?.[i]?.attributes.some(({ named }) => named.has('position')),
  )
  return positioned
    ? specs
    : specs.map((spec, position) => (spec.type.endsWith('SwitchParameter') ? spec : { ...spec, position }))
}

function* declaredSpec({ name, type: written, attributes }: ParameterDeclaration, c: Context): Step<Spec> {
  const type = written ? typeNamed(written) : 'System.Object'
  const facts = attributes.filter((one) => one.name === 'parameter')
  const aliases: string[] = []
  const checks: ((value: Datum) => void)[] = []
  let values: string[] | undefined
  for (const attribute of attributes) {
    const given: Datum[] = []
    for (const one of attribute.positional) given.push(...elementsOf(yield* evaluate(one, c)))
    if (attribute.name === 'alias') aliases.push(...given.map((one) => textOf(one)))
    if (attribute.name === 'validateset') values = given.map((one) => textOf(one))
    const check = validation(attribute.name, given)
    if (check) checks.push(check)
  }
  const position = yield* constant(facts, 'position', c)
  const help = yield* constant(facts, 'helpmessage', c)
  const set = yield* constant(facts, 'parametersetname', c)
  const convert = (value: Datum, text: string | null) => {
    const made = convertTo(text !== null && type === 'System.String' ? text : value, type, c.machine.now)
    for (const check of checks) check(made)
    return made
  }
  return {
    name,
    type,
    aliases,
    mandatory: truth(yield* constant(facts, 'mandatory', c)),
    fromPipeline: truth(yield* constant(facts, 'valuefrompipeline', c)),
    byPropertyName: truth(yield* constant(facts, 'valuefrompipelinebypropertyname', c)),
    rest: truth(yield* constant(facts, 'valuefromremainingarguments', c)),
    ...(typeof position === 'number' ? { position } : {}),
    ...(facts.length > 0 ? { help: textOf(help ?? null) } : {}),
    ...(set !== undefined && set !== null ? { sets: [textOf(set)] } : {}),
    ...(values ? { values } : {}),
    ...(checks.length > 0 ? { convert } : {}),
  }
}

/** An attribute's named argument; `[Parameter(Mandatory)]` alone is true. */
function* constant(facts: readonly Attribute[], name: string, c: Context): Step<Datum | undefined> {
  for (const { named } of facts) {
    const found = named.get(name)
    if (found === null) return true
    if (found) return yield* evaluate(found, c)
  }
  return undefined
}

const invalid = (message: string) =>
  failure(message, 'ParameterArgumentValidationError', { category: 'InvalidData' })

function validation(name: string, given: readonly Datum[]): ((value: Datum) => void) | null {
  const each = (test: (value: Datum) => boolean, message: (value: Datum) => string) => (value: Datum) => {
    for (const one of elementsOf(value)) if (!test(one)) throw invalid(message(one))
  }
  switch (name) {
    case 'validateset':
      return each(
        (value) => given.some((one) => areEqual(one, value)),
        (value) =>
          `The argument "${textOf(value)}" does not belong to the set "${given.map((one) => textOf(one)).join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`,
      )
    case 'validaterange':
      return each(
        (value) =>
          (compare(value, given[0] ?? null) ?? -1) >= 0 && (compare(value, given[1] ?? null) ?? 1) <= 0,
        (value) =>
          `The ${textOf(value)} argument is ${(compare(value, given[0] ?? null) ?? -1) < 0 ? `less than the minimum allowed range of ${textOf(given[0] ?? null)}. Supply an argument that is greater than or equal to ${textOf(given[0] ?? null)}` : `greater than the maximum allowed range of ${textOf(given[1] ?? null)}. Supply an argument that is less than or equal to ${textOf(given[1] ?? null)}`} and then try the command again.`,
      )
    case 'validatepattern':
      return each(
        (value) => execute(regex(textOf(given[0] ?? null)), textOf(value)) !== null,
        (value) =>
          `The argument "${textOf(value)}" does not match the "${textOf(given[0] ?? null)}" pattern. Supply an argument that matches "${textOf(given[0] ?? null)}" and try the command again.`,
      )
    case 'validatelength':
      return each(
        (value) => textOf(value).length >= Number(given[0]) && textOf(value).length <= Number(given[1]),
        (value) =>
          `The character length of the ${textOf(value).length} argument is not between ${textOf(given[0] ?? null)} and ${textOf(given[1] ?? null)}. Supply an argument with a length that is in this range and then try the command again.`,
      )
    case 'validatecount':
      return (value) => {
        const { length } = elementsOf(value)
        if (length < Number(given[0]) || length > Number(given[1]))
          throw invalid(
            `The number of provided arguments (${length}) is not between ${textOf(given[0] ?? null)} and ${textOf(given[1] ?? null)}.`,
          )
      }
    case 'validatenotnullorempty':
      return (value) => {
        if (!truth(value) && (value === null || value === '' || Array.isArray(value)))
          throw invalid(
            'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.',
          )
      }
    case 'validatenotnull':
      return (value) => {
        if (value === null)
          throw invalid(
            'The argument is null. Provide a valid value for the argument, and then try running the command again.',
          )
      }
    default:
      return null
  }
}
