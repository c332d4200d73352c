import { type Builtin, once, takes } from '../evaluate/builtin'
import { failure } from '../values/script-error'

export const setExecutionPolicy: Builtin = {
  name: 'Set-ExecutionPolicy',
  synopsis: 'Changes the user preference for the execution policy.',
  parameters: [
    takes('ExecutionPolicy', 'text', { position: 0, mandatory: true }),
    takes('Scope', 'text', { position: 1 }),
    takes('Force', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const known = [
        'Unrestricted',
        'RemoteSigned',
        'AllSigned',
        'Restricted',
        'Default',
        'Bypass',
        'Undefined',
      ]
      const word = known.find((one) => one.toLowerCase() === call.text('ExecutionPolicy')?.toLowerCase())
      if (!word)
        throw failure(
          `Cannot bind parameter 'ExecutionPolicy'. Cannot convert value "${call.text('ExecutionPolicy')}" to type "Microsoft.PowerShell.ExecutionPolicy". Specify one of the following enumerator names and try again: ${known.join(', ')}`,
          'CannotConvertArgumentNoMessage',
          {
            category: 'InvalidArgument',
            exception: 'System.Management.Automation.ParameterBindingException',
          },
        )
      if (yield* call.should('Set-ExecutionPolicy', word)) call.context.machine.executionPolicy = word
    }),
}

export const getExecutionPolicy: Builtin = {
  name: 'Get-ExecutionPolicy',
  synopsis: 'Gets the execution policy.',
  parameters: [takes('Scope', 'text', { position: 0 }), takes('List', 'switch')],
  start: (call) => once(() => call.write(call.context.machine.executionPolicy)),
}
