import type { Spec } from '../bind/spec'
import type { Attribute, Block, Expression, ParameterDeclaration } from '../parse/ast'
import { loadParser } from '../parse/parse'
import type { ScriptError } from '../values/script-error'
import { typeNamed } from '../values/type-names'

/** A parameter of a script's `param` block, as a form asks for it. */
export interface DescribedParameter {
  readonly name: string
  /** As it is written: string, switch, SecureString. */
  readonly type: string
  readonly mandatory: boolean
  readonly secret: boolean
  /** The source of its default, where it has one. */
  readonly defaultText: string | null
  readonly help: string | null
}

export type DescribedScript =
  | { readonly ok: true; readonly parameters: readonly DescribedParameter[] }
  /** It cannot be read; the error's position has the line. */
  | { readonly ok: false; readonly error: ScriptError }

/** What a script asks for in its `param` block, without running any of it. */
export async function describeScript(source: string): Promise<DescribedScript> {
  const parsed = (await loadParser())(source)
  if (!parsed.ok) return { ok: false, error: parsed.error }
  return { ok: true, parameters: (parsed.block.parameters ?? []).map(described) }
}

function described(declared: ParameterDeclaration): DescribedParameter {
  const { name, type, standard } = declared
  return {
    name,
    type: type ?? 'object',
    mandatory: isMandatory(declared),
    secret: /(?:^|\.)securestring$/i.test(type ?? ''),
    defaultText: standard ? standard.source.slice(standard.start, standard.end).trim() : null,
    help: helpOf(declared),
  }
}

const facts = ({ attributes }: ParameterDeclaration, name: string): readonly Attribute[] =>
  attributes.filter((one) => one.name === name)

function isMandatory(declared: ParameterDeclaration): boolean {
  return facts(declared, 'parameter').some(({ named }) => {
    const given = named.get('mandatory')
    return given === null || (given?.kind === 'variable' && given.name.toLowerCase() === 'true')
  })
}

function helpOf(declared: ParameterDeclaration): string | null {
  const found = facts(declared, 'parameter').map(({ named }) => wordOf(named.get('helpmessage') ?? null))
  return found.find((one) => one !== null) ?? null
}

function wordOf(expression: Expression | null): string | null {
  if (expression?.kind === 'text') return expression.text
  if (expression?.kind === 'expandable' && expression.parts.every((one) => typeof one === 'string'))
    return expression.parts.join('')
  return null
}

/** The parameters of a function or script, read from its source alone: for completion. */
export function declaredParameters(block: Block): readonly Spec[] {
  return (block.parameters ?? []).map((declared, position) => {
    const words = facts(declared, 'validateset').flatMap(({ positional }) =>
      positional.flatMap((one) => wordOf(one) ?? []),
    )
    const help = helpOf(declared)
    return {
      name: declared.name,
      type: declared.type ? typeNamed(declared.type) : 'System.Object',
      position,
      mandatory: isMandatory(declared),
      ...(words.length > 0 ? { values: words } : {}),
      ...(help === null ? {} : { help }),
    }
  })
}
