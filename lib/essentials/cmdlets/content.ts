import type { Site } from '@/lib/exchange'
import { aliased, cmdlet, command, mandatory, ok, piped, refuse, switchParameter, text } from '@/lib/shell'

/** Windows' own absolute path on a drive: C:\\Docs\\MyCertRequest.req */
const absolute = /^[a-z]:\\[^<>:"/|?*\p{Cc}]+$/iu

/** The guide writes a certificate request with it; `Request` is what New-ExchangeCertificate hands on. */
const setContent = cmdlet<Site>()({
  name: 'Set-Content',
  synopsis: "Writes text to a file on the site's own drive.",
  parameters: {
    Path: mandatory(text, 1),
    Value: mandatory(piped(aliased(text, 'Request')), 2),
    Force: switchParameter,
  },
  run: async ({ Path, Value }, { drive }) => {
    if (!absolute.test(Path))
      return refuse('InvalidArgument', 'PathInvalid', `'${Path}' is not a path on a drive.`, {
        target: 'Path',
        recommendedAction: 'Write it as C:\\Docs\\MyCertRequest.req.',
      })
    const before = await drive.read(Path)
    await drive.write(Path, new TextEncoder().encode(`${Value}\r\n`))
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

export const contentCmdlets = [setContent, removeItem]
