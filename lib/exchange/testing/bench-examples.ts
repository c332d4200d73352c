import startTestPostgres from '@/lib/host/test-postgres'
import { documentedLines, rehearseLines, sitesOfTheExamples, tellLines } from './documented-lines'

/** `npm run bench:examples`: how many of the documented command lines parse, bind and run; the others with their reasons. */
export async function main(): Promise<void> {
  if (documentedLines.length === 0)
    return console.log('The documented command lines are not at hand: they are not part of the project.')
  const stop = await startTestPostgres()
  try {
    const sites = await sitesOfTheExamples(documentedLines)
    tellLines(await rehearseLines(documentedLines, sites))
    for (const site of sites.values()) await site.close()
  } finally {
    await stop()
  }
  process.exit(0)
}
