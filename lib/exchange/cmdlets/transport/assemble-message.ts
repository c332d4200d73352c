import { command, isList, mandatory, ok, type Parameter, piped, refuse, text, type Value } from '@/lib/shell'
import { exchangeCmdlet } from '../exchange-cmdlet'

/** 10 MB, as base64 has it. */
const longest = 13_400_000

function octets(value: Value): Uint8Array | null {
  if (typeof value === 'string' && value.length <= longest && /^[\w+/]*={0,2}$/.test(value))
    return new Uint8Array(Buffer.from(value, 'base64'))
  const isOctet = (one: Value) => typeof one === 'number' && Number.isInteger(one) && one >= 0 && one < 256
  return isList(value) && value.length <= longest && value.every(isOctet)
    ? Uint8Array.from(value as readonly number[])
    : null
}

/** Bytes as a pipeline passes them on: numbers, or base64. */
const fileData: Parameter<Uint8Array> = {
  type: 'Byte[]',
  parse: (value) => {
    const found = octets(value)
    return found
      ? ok(found)
      : refuse(
          'InvalidData',
          'ParameterArgumentTransformationError',
          'Cannot convert the value to type "Byte[]".',
        )
  },
}

/** The script beside Exchange's own that keeps as a file what Export-Message writes. */
export const assembleMessage = exchangeCmdlet({
  name: 'AssembleMessage',
  synopsis: 'Keeps a message that Export-Message writes as a file.',
  ungoverned: true,
  parameters: { Path: mandatory(text, 1), FileData: piped(mandatory(fileData)) },
  run: async ({ Path, FileData }, site) => {
    const isNew = (await site.drive.read(Path)) === null
    await site.drive.write(Path, FileData)
    return ok(isNew ? { undo: [command('Remove-Item', { Path })] } : {})
  },
})
