import { answerBody, done, readCall, refused } from '@/lib/server/console/console-request'
import { liveShells } from '@/lib/server/console/live-shells'
import { errorRecord } from '@/lib/shell'

export const dynamic = 'force-dynamic'

const nothingRuns = errorRecord(
  'ObjectNotFound',
  'QuestionNotOpen',
  'Nothing is asked in this shell any more.',
  {
    recommendedAction: 'Run the command again.',
  },
)

/** Answers the question that a run waits for. */
export async function POST(request: Request): Promise<Response> {
  const call = await readCall(request, answerBody)
  if (!call.ok) return refused(call.error)
  const { person, body } = call.value
  const run = liveShells().running(person, body.shell)
  if (!run) return refused(nothingRuns)
  const answered = run.answer(body.question, body.answer)
  return answered.ok ? done() : refused(answered.error)
}
