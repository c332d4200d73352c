import { type Builtin, once, takes } from '../evaluate/builtin'
import { readFile, resolvePath, writeFile } from '../evaluate/files'
import { wait } from '../evaluate/step'
import { Transcript } from '../evaluate/transcript'
import { formatDate } from '../values/date'
import { DateTime } from '../values/datum'
import { decodeText } from '../values/encoding'
import { failure } from '../values/script-error'

export const startTranscript: Builtin = {
  name: 'Start-Transcript',
  synopsis: 'Creates a record of the session in a text file of your drive.',
  parameters: [
    takes('Path', 'text', { position: 0, aliases: ['LiteralPath'] }),
    ...['Append', 'Force', 'NoClobber', 'IncludeInvocationHeader'].map((name) => takes(name, 'switch')),
  ],
  start: (call) =>
    once(function* () {
      const { machine } = call.context
      const now = formatDate(new DateTime(machine.now()), 'yyyyMMddHHmmss')
      const path = resolvePath(machine, call.text('Path') ?? `C:\\PowerShell_transcript.${now}.txt`)
      const files = yield* wait(machine.host.drive.list())
      const there = files.some((one) => one.path.toLowerCase() === path.toLowerCase())
      if (there && call.flag('NoClobber') && !call.flag('Append'))
        throw failure(`File ${path} already exists and NoClobber was specified.`, 'NoClobber', {
          category: 'ResourceExists',
          subject: path,
        })
      const before = there && call.flag('Append') ? decodeText(yield* readFile(machine, path)) : ''
      machine.transcript = new Transcript(path, machine.host, before)
      yield* writeFile(machine, path, machine.transcript.content(false))
      yield* call.write(`Transcript started, output file is ${path}`)
    }),
}

export const stopTranscript: Builtin = {
  name: 'Stop-Transcript',
  synopsis: 'Stops a transcript.',
  parameters: [],
  start: (call) =>
    once(function* () {
      const { machine } = call.context
      const { transcript } = machine
      if (!transcript)
        throw failure(
          'An error occurred stopping transcription: The host is not currently transcribing.',
          'InvalidOperation',
          { exception: 'System.Management.Automation.PSInvalidOperationException' },
        )
      machine.transcript = null
      yield* writeFile(machine, transcript.path, transcript.content(true))
      yield* call.write(`Transcript stopped, output file is ${transcript.path}`)
    }),
}
