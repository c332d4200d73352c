// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { type Step, wait } from '../evaluate/step'
import { Credential, type Datum, ErrorDatum, elementsOf, Secure } from '../values/datum'
import { failure, scriptError } from '../values/script-error'
import { shownText, textOf } from '../values/text'

const preference = (call: Call, name: string, otherwise: string) =>
  textOf(call.context.scope.find(name)?.value ?? otherwise).toLowerCase()

export const writeOutput: Builtin = {
  name: 'Write-Output',
  synopsis: 'Sends the specified objects to the next command in the pipeline.',
  aliases: ['echo', 'write'],
  parameters: [takes('InputObject', 'objects', { position: 0, rest: true }), takes('NoEnumerate', 'switch')],
  start: (call) => ({
    process: (item) => call.write(item),
    *end() {
      for (const one of call.list('InputObject'))
        for (const element of elementsOf(one)) yield* call.write(element)
    },
  }),
}

export const writeHost: Builtin = {
  name: 'Write-Host',
  synopsis: 'Writes customized output to a host.',
  parameters: [
    takes('Object', 'objects', { position: 0, rest: true }),
    takes('NoNewline', 'switch'),
    takes('ForegroundColor', 'text'),
    takes('BackgroundColor', 'text'),
    takes('Separator', 'object'),
  ],
  start(call) {
    const show = (values: readonly Datum[]) =>
      call.context.machine.write({
        stream: 'host',
        text: values
          .flatMap((one) => elementsOf(one))
          .map((one) => shownText(one))
          .join(call.text('Separator') ?? ' '),
        newline: !call.flag('NoNewline'),
      })
    let came = false
    return {
      *process(item) {
        came = true
        show([item])
      },
      *end() {
        if (!came || call.has('Object')) show(call.list('Object'))
      },
    }
  },
}

function messaging(
  name: string,
  stream: 'warning' | 'verbose' | 'debug',
  variable: string,
  otherwise: string,
): Builtin {
  return {
    name,
    synopsis: `Writes a ${stream} message.`,
    parameters: [takes('Message', 'text', { position: 0 })],
    start(call) {
      const say = (message: string) => {
        const own = stream === 'verbose' ? call.context.verbose : undefined
        if (own ?? /^(continue|inquire|stop)$/.test(preference(call, variable, otherwise)))
          call.context.machine.write({ stream, message })
      }
      return {
        *process(item) {
          say(textOf(item))
        },
        *end() {
          if (call.has('Message')) say(call.text('Message') ?? '')
        },
      }
    },
  }
}

export const writeWarning = messaging('Write-Warning', 'warning', 'warningpreference', 'Continue')
export const writeVerbose = messaging('Write-Verbose', 'verbose', 'verbosepreference', 'SilentlyContinue')
export const writeDebug = messaging('Write-Debug', 'debug', 'debugpreference', 'SilentlyContinue')

export const writeError: Builtin = {
  name: 'Write-Error',
  synopsis: 'Writes an object to the error stream.',
  parameters: [
    takes('Message', 'text', { position: 0, aliases: ['Msg'] }),
    takes('Exception', 'object'),
    takes('ErrorRecord', 'object'),
    takes('Category', 'text'),
    takes('ErrorId', 'text'),
    takes('TargetObject', 'object'),
  ],
  start: (call) =>
    once(function* () {
      const record = call.get('ErrorRecord')
      const message = call.text('Message') ?? call.text('Exception') ?? ''
      const exception = 'Microsoft.PowerShell.Commands.WriteErrorException'
      yield* call.context.errors(
        record instanceof ErrorDatum
          ? record.error
          : scriptError(message, call.text('ErrorId') ?? exception, {
              category: 'NotSpecified',
              exception,
              activity: 'Write-Error',
              position: call.context.position,
              subject: call.get('TargetObject') ?? null,
              fullyQualifiedErrorId: call.text('ErrorId') ?? exception,
            }),
      )
    }),
}

export const writeProgress: Builtin = {
  name: 'Write-Progress',
  synopsis: 'Displays a progress bar.',
  parameters: [
    takes('Activity', 'text', { position: 0, mandatory: true }),
    takes('Status', 'text', { position: 1 }),
    takes('PercentComplete', 'int'),
    takes('Id', 'int'),
    takes('Completed', 'switch'),
    takes('CurrentOperation', 'text'),
  ],
  start: (call) =>
    once(function* () {
      call.context.machine.write({
        stream: 'progress',
        activity: call.text('Activity') ?? '',
        status: call.text('Status') ?? '',
        percent: call.number('PercentComplete'),
      })
    }),
}

export const outNull: Builtin = {
  name: 'Out-Null',
  synopsis: 'Deletes output.',
  parameters: [takes('InputObject', 'object')],
  start: () => ({ *process() {} }),
}

export const clearHost: Builtin = {
  name: 'Clear-Host',
  synopsis: 'Clears the screen.',
  aliases: ['cls', 'clear'],
  parameters: [],
  start: (call) =>
    once(function* () {
      call.context.machine.write({ stream: 'clear' })
    }),
}

const nobody = () =>
  failure(
    'Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.',
    'InvalidOperation',
    { category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException' },
  )

export const readHost: Builtin = {
  name: 'Read-Host',
  synopsis: 'Reads a line of input from the console.',
  parameters: [takes('Prompt', 'objects', { position: 0, rest: true }), takes('AsSecureString', 'switch')],
  start: (call) =>
    once(function* () {
      const prompt = call
        .list('Prompt')
        .map((one) => textOf(one))
        .join(' ')
      const { host, signal } = call.context.machine
      const shown = prompt ? `${prompt}: ` : ''
      const answer = yield* wait(
        host.ask(
          call.flag('AsSecureString')
            ? { kind: 'secret', prompt: shown }
            : { kind: 'text', prompt: shown, secret: false },
          signal,
        ),
      )
      if (answer.kind === 'secret') yield* call.write(new Secure(answer.secret))
      else if (answer.kind === 'text') yield* call.write(answer.text)
      else throw nobody()
    }),
}

export const getCredential: Builtin = {
  name: 'Get-Credential',
  synopsis: 'Gets a credential object based on a user name and password.',
  parameters: [
    takes('Credential', 'object', { position: 0 }),
    takes('UserName', 'text'),
    takes('Message', 'text'),
  ],
  start: (call) =>
    once(function* (): Step<void> {
      const given = call.get('Credential')
      if (given instanceof Credential) return yield* call.write(given)
      const { host, signal } = call.context.machine
      const answer = yield* wait(
        host.ask(
          {
            kind: 'credential',
            prompt: call.text('Message') ?? 'Enter your credentials.',
            userName: call.text('UserName') ?? call.text('Credential') ?? '',
          },
          signal,
        ),
      )
      if (answer.kind !== 'credential') throw nobody()
      yield* call.write(new Credential(answer.userName, new Secure(answer.secret)))
    }),
}

export const convertToSecureString: Builtin = {
  name: 'ConvertTo-SecureString',
  synopsis: 'Converts plain text to secure strings.',
  parameters: [
    takes('String', 'text', { position: 0 }),
    takes('AsPlainText', 'switch'),
    takes('Force', 'switch'),
    takes('Key', 'object'),
  ],
  start(call) {
    const seal = function* (text: string): Step<void> {
      if (!call.flag('AsPlainText') || !call.flag('Force'))
        throw failure(
          call.flag('AsPlainText')
            ? 'The system cannot protect plain text input. To suppress this warning and convert the plain text to a SecureString, reissue the command specifying the Force parameter. For more information ,type: get-help ConvertTo-SecureString.'
            : 'Encrypted standard strings are not supported in this shell. Use -AsPlainText -Force, or Read-Host -AsSecureString.',
          'ImportSecureString_ForceRequired',
          { category: 'InvalidArgument', exception: 'System.ArgumentException' },
        )
      yield* call.write(new Secure(call.context.machine.host.seal(text)))
    }
    return {
      process: (item) => seal(textOf(item)),
      *end() {
        if (call.has('String')) yield* seal(call.text('String') ?? '')
      },
    }
  },
}

export const convertFromSecureString: Builtin = {
  name: 'ConvertFrom-SecureString',
  synopsis: 'Is refused in this shell: secrets stay sealed.',
  parameters: [takes('SecureString', 'object', { position: 0 }), takes('AsPlainText', 'switch')],
  start: () => ({
    *process() {
      throw refused()
    },
    *end() {
      throw refused()
    },
  }),
}

const refused = () =>
  failure('A SecureString cannot be read in this shell.', 'NotSupported', { category: 'PermissionDenied' })
