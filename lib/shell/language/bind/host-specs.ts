import type { Parameter } from '../../parameter'
import type { HostCommand } from '../host'
import { Failure, failure } from '../values/script-error'
import { toShellValue } from './shell-value'
import type { Spec } from './spec'

const known = new WeakMap<HostCommand, readonly Spec[]>()

const fullTypes: Record<string, string> = {
  SwitchParameter: 'System.Management.Automation.SwitchParameter',
  SecureString: 'System.Security.SecureString',
  String: 'System.String',
  Int32: 'System.Int32',
  Boolean: 'System.Boolean',
  'Byte[]': 'System.Byte[]',
}

/** The parameters of a command that the language was given. */
export function hostSpecs(command: HostCommand): readonly Spec[] {
  const found = known.get(command)
  if (found) return found
  const specs = Object.entries(command.parameters).map(([name, parameter]) =>
    specOf(name, parameter, command.name),
  )
  known.set(command, specs)
  return specs
}

function specOf(name: string, parameter: Parameter<unknown>, command: string): Spec {
  const type = fullTypes[parameter.type] ?? parameter.type
  return {
    name,
    type,
    ...(parameter.aliases ? { aliases: parameter.aliases } : {}),
    ...(parameter.position !== undefined ? { position: parameter.position } : {}),
    ...(parameter.sets ? { sets: parameter.sets } : {}),
    ...(parameter.words ? { values: parameter.words } : {}),
    mandatory: parameter.mandatory ?? false,
    byPropertyName: parameter.piped ?? false,
    fromPipeline: parameter.pipedByValue ?? false,
    convert(value, written) {
      const plain = written !== null && /^[\d.]+$/.test(written) && !/Int|Double/.test(type) ? written : value
      const result = parameter.parse(toShellValue(plain, type))
      if (result.ok) return plain
      throw result.error.errorId === 'ParameterArgumentTransformationError'
        ? transformation(result.error.message)
        : new Failure({
            ...failure(result.error.message, result.error.errorId, {
              category: result.error.category,
              activity: command,
            }).error,
            record: { ...result.error, target: result.error.target ?? name },
            exception: 'System.Management.Automation.ParameterBindingException',
          })
    },
  }
}

function transformation(message: string): Failure {
  return failure(message, 'ParameterArgumentTransformationError', { category: 'InvalidData' })
}
