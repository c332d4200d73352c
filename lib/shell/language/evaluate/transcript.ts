import { errorLines } from '../format/errors'
import { formatObjects } from '../format/format'
import type { Host, StreamRecord } from '../host'
import { formatDate } from '../values/date'
import { DateTime, type Datum } from '../values/datum'
import { encodeText } from '../values/encoding'

const line = '**********************'
/** A transcript that is longer keeps its beginning. */
const longest = 5_000_000

/** What Start-Transcript keeps of the console, in the format of Windows PowerShell. */
export class Transcript {
  private text = ''
  private objects: Datum[] = []

  constructor(
    readonly path: string,
    private readonly host: Host,
    before: string,
  ) {
    const { environment } = host
    this.text = before
    this.add(
      line,
      'Windows PowerShell transcript start',
      `Start time: ${this.time()}`,
      `Username: ${environment.get('USERNAME') ?? ''}`,
      `Machine: ${environment.get('COMPUTERNAME') ?? ''}`,
      line,
    )
  }

  private time(): string {
    return formatDate(new DateTime(this.host.now().getTime()), 'yyyyMMddHHmmss')
  }

  private add(...lines: string[]): void {
    if (this.text.length < longest) this.text += lines.map((one) => `${one}\r\n`).join('')
  }

  /** Writes the objects that came, formatted together as the console shows them. */
  private flush(): void {
    if (this.objects.length > 0)
      this.add(...formatObjects(this.objects, (type) => this.host.view?.(type) ?? null))
    this.objects = []
  }

  command(location: string, source: string): void {
    this.flush()
    this.add(`PS ${location}>${source}`)
  }

  note(record: StreamRecord): void {
    if (record.stream === 'output') {
      if (this.objects.push(record.value) >= 1000) this.flush()
      return
    }
    this.flush()
    if (record.stream === 'error') this.add(...errorLines(record.error))
    else if (record.stream === 'host') this.add(record.text)
    else if ('message' in record) this.add(`${record.stream.toUpperCase()}: ${record.message}`)
  }

  /** The file as it stands now, or as it stands when the transcript ends. */
  content(ended: boolean): Uint8Array {
    this.flush()
    if (ended) this.add(line, 'Windows PowerShell transcript end', `End time: ${this.time()}`, line)
    return encodeText(this.text, 'utf8')
  }
}
