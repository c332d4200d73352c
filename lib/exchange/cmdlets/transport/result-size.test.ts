import { describe, expect, it } from 'vitest'
import { type Page, pageOf } from './result-size'

const ten = Array.from({ length: 10 }, (_, at) => ({ Identity: `EXCH01\\${at + 1}` }))

/** The numbers of what a page shows. */
function shown(page: Page): readonly unknown[] {
  const result = pageOf(ten, { ResultSize: 3, ...page })
  if (!result.ok) return [result.error.errorId]
  return (result.value.output ?? []).map((one) => Number(Reflect.get(one as object, 'Identity')?.slice(7)))
}

const warns = (page: Page) => {
  const result = pageOf(ten, page)
  return result.ok && result.value.warnings !== undefined
}

describe('A page of results', () => {
  it.each([
    [{}, [1, 2, 3]],
    [{ SearchForward: false }, [8, 9, 10]],
    [{ BookmarkIndex: 4 }, [4, 5, 6]],
    [{ BookmarkIndex: 4, IncludeBookmark: false }, [5, 6, 7]],
    [{ BookmarkIndex: 4, SearchForward: false }, [2, 3, 4]],
    [{ BookmarkIndex: 4, SearchForward: false, IncludeBookmark: false }, [1, 2, 3]],
    [{ BookmarkIndex: 1, SearchForward: false, IncludeBookmark: false }, []],
    [{ BookmarkIndex: 10 }, [10]],
    [{ BookmarkIndex: 10, IncludeBookmark: false }, []],
    [{ BookmarkIndex: 0 }, [1, 2, 3]],
    [{ BookmarkIndex: -5, SearchForward: false }, [1, 2, 3]],
    [{ BookmarkIndex: 2_147_483_647 }, [8, 9, 10]],
    [{ BookmarkObject: 'exch01\\9', IncludeBookmark: false }, [10]],
    [{ BookmarkObject: 'EXCH01\\2', SearchForward: false }, [1, 2]],
    [{ BookmarkObject: 'EXCH01\\11' }, [10]],
    [{ BookmarkIndex: 1, BookmarkObject: 'EXCH01\\2' }, ['BookmarkIndexAndBookmarkObject']],
  ])('by %j', (page, numbers) => {
    expect(shown(page)).toEqual(numbers)
  })

  it('begins where an object was that is gone', () => {
    const gone = ten.filter(({ Identity }) => !Identity.endsWith('\\4'))
    const result = pageOf(gone, { ResultSize: 1, BookmarkObject: 'EXCH01\\4' })
    expect(result).toMatchObject({ value: { output: [{ Identity: 'EXCH01\\5' }] } })
  })

  it('says where it is when it is asked to', () => {
    const result = pageOf(ten, { ResultSize: 2, BookmarkIndex: 5, ReturnPageInfo: true })
    expect(result).toMatchObject({
      value: {
        output: [{ PageOffset: 4, TotalCount: 10 }, { Identity: 'EXCH01\\5' }, { Identity: 'EXCH01\\6' }],
      },
    })
  })

  it('warns where there is more beyond it', () => {
    expect(warns({ ResultSize: 3 })).toBe(true)
    expect(warns({ ResultSize: 10 })).toBe(false)
    expect(warns({ ResultSize: 3, BookmarkIndex: 8 })).toBe(false)
    expect(warns({ ResultSize: 3, SearchForward: false })).toBe(true)
  })
})
