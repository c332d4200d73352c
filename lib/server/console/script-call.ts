import { secure } from '@/lib/shell'
import { type Datum, describeScript, Hashtable, Secure, type Shell } from '@/lib/shell/language'
import { vault } from '../vault'

/** A script that is run with values for its param block, as a form gives them. */
export interface ScriptCall {
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
}

/** No variable that a script would use. */
const given = '__parameters'

/**
 * Puts the values where a script's param block takes them from.
 * @param clear told each secret, so that it can be kept out of what is written down
 * @returns the line that runs the script, and what takes the values away again
 */
export async function prepareCall(
  shell: Shell,
  { path, parameters }: ScriptCall,
  source: string,
  clear: (secret: string) => void,
): Promise<{ readonly line: string; done(): void }> {
  const described = await describeScript(source)
  const known = described.ok ? described.parameters : []
  const table = new Hashtable()
  for (const [name, text] of Object.entries(parameters)) {
    const declared = known.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (declared?.secret) clear(text)
    table.set(
      name,
      declared?.secret ? new Secure(secure(name, vault.seal(text))) : datumOf(text, declared?.type),
    )
  }
  const { variables } = shell.machine.global
  variables.set(given, { name: given, value: table, type: null })
  const line = `& '${path.replace(/['\u2018-\u201B]/gu, '$&$&')}' @${given}`
  return { line, done: () => variables.delete(given) }
}

/** A form's text as the parameter takes it; numbers and dates are converted when it is bound. */
function datumOf(text: string, type = ''): Datum {
  if (/^(?:switch|bool|(?:System\.)?(?:Boolean|Management\.Automation\.SwitchParameter))$/i.test(type))
    return /^(?:true|\$true|on|yes|1)$/i.test(text.trim())
  if (type.endsWith('[]')) return text.split(/\r?\n|,/).flatMap((one) => one.trim() || [])
  return text
}
