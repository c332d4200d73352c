import { type Builtin, once, takes } from '../evaluate/builtin'
import { failure } from '../values/script-error'

/** A command that has no place in this shell, and says so instead of being unknown. */
function unsupported(name: string, instead: string, aliases: string[] = []): Builtin {
  return {
    name,
    synopsis: 'Is not supported in this shell.',
    aliases,
    parameters: [takes('InputObject', 'objects', { rest: true, position: 0 })],
    start: () => {
      const refuse = () =>
        failure(`${name} is not supported in this shell. ${instead}`, 'NotSupported', {
          category: 'InvalidOperation',
          exception: 'System.NotSupportedException',
          activity: name,
        })
      return {
        ...once(function* () {
          yield* []
          throw refuse()
        }),
      }
    },
  }
}

export const outGridView = unsupported('Out-GridView', 'Use Format-Table or Export-Csv.', ['ogv'])
export const outPrinter = unsupported('Out-Printer', 'Use Out-File.', ['lp'])
export const startJob = unsupported('Start-Job', 'Run the script block with &.', ['sajb'])
export const invokeWebRequest = unsupported('Invoke-WebRequest', 'Scripts reach the site only.', [
  'iwr',
  'wget',
  'curl',
])
export const invokeRestMethod = unsupported('Invoke-RestMethod', 'Scripts reach the site only.', ['irm'])
export const addType = unsupported('Add-Type', 'Scripts use the types that are there.')
export const startProcess = unsupported('Start-Process', "Write the program's name.", ['start', 'saps'])
export const getWmiObject = unsupported(
  'Get-WmiObject',
  'The site answers Get-Service and Get-ExchangeServer.',
  ['gwmi', 'Get-CimInstance'],
)
export const getProcess = unsupported('Get-Process', 'Use Get-Service.', ['ps', 'gps'])
