// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait

import type { Running } from '../evaluate/builtin'
import { type Call, takes } from '../evaluate/builtin'
import { resolvePath } from '../evaluate/files'
import { property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { PSObject } from '../values/datum'
import { textOf } from '../values/text'

export const path = takes('Path', 'texts', {
  position: 0,
  mandatory: true,
  aliases: ['LiteralPath', 'FilePath', 'PSPath', 'FullName'],
  byPropertyName: true,
})

/** Works on the files of -Path, or on those that come through the pipeline: `dir *.tmp | Remove-Item`. */
export function eachPath(call: Call, work: (file: string, written: string) => Step<void>): Running {
  const at = (written: string) => work(resolvePath(call.context.machine, written), written)
  return {
    *process(item) {
      if (call.has('Path')) return
      yield* at(
        textOf(
          item instanceof PSObject ? (property(item, 'FullName') ?? property(item, 'Path') ?? item) : item,
        ),
      )
    },
    *end() {
      for (const one of call.list('Path')) yield* at(textOf(one))
    },
  }
}
