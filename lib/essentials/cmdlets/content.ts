import type { Site } from '@/lib/exchange'
import {
  aliased,
  cmdlet,
  command,
  enumeration,
  mandatory,
  ok,
  piped,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'

/** Windows' own absolute path on a drive: C:\\Docs\\MyCertRequest.req */
const absolute = /^[a-z]:\\[^<>:"/|?*\p{Cc}]+$/iu

/**
 * The guide writes a certificate request with it, which New-ExchangeCertificate hands on as text; `FileData` are the
 * bytes that Export-ExchangeCertificate gives, in base64 between two commands.
 */
const setContent = cmdlet<Site>()({
  name: 'Set-Content',
  synopsis: "Writes text to a file on the site's own drive.",
  parameters: {
    Path: mandatory(text, 1),
    Value: mandatory(piped({ ...aliased(text, 'FileData'), pipedByValue: true }), 2),
    Encoding: enumeration('FileSystemCmdletProviderEncoding', 'Byte'),
    Force: switchParameter,
  },
  run: async ({ Path, Value, Encoding }, { drive }) => {
    if (!absolute.test(Path))
      return refuse('InvalidArgument', 'PathInvalid', `'${Path}' is not a path on a drive.`, {
        target: 'Path',
        recommendedAction: 'Write it as C:\\Docs\\MyCertRequest.req.',
      })
    const before = await drive.read(Path)
    await drive.write(
      Path,
      Encoding ? Buffer.from(Value, 'base64') : new TextEncoder().encode(`${Value}\r\n`),
    )
    return ok(before === null ? { undo: [command('Remove-Item', { Path })] } : {})
  },
})

const removeItem = cmdlet<Site>()({
  name: 'Remove-Item',
  synopsis: "Removes a file from the site's own drive.",
  parameters: { Path: mandatory(text, 1), Confirm: switchParameter, Force: switchParameter },
  run: async ({ Path }, { drive }) => {
    if ((await drive.read(Path)) === null)
      return refuse(
        'ObjectNotFound',
        'PathNotFound',
        `Cannot find path '${Path}' because it does not exist.`,
        { target: 'Path' },
      )
    await drive.remove(Path)
    return ok({})
  },
})

/** Takes the bytes out of what Export-ExchangeCertificate of Exchange 2010 gives, which knows no -FileName. */
const selectObject = cmdlet<Site>()({
  name: 'Select-Object',
  synopsis: 'Hands on one property of an object.',
  reads: true,
  parameters: {
    ExpandProperty: mandatory(enumeration('String', 'FileData')),
    InputObject: mandatory(piped(aliased(text, 'FileData'))),
  },
  run: async ({ ExpandProperty, InputObject }) =>
    ok({ output: [{ [ExpandProperty]: InputObject }], undo: [] }),
})

export const contentCmdlets = [setContent, removeItem, selectObject]
