import { expect, test } from 'vitest'
import { newCalls } from './new-calls.ts'

const call = (number: string, calls = 1, window = '1 号窗口') => ({ ticketId: number, number, calls, window })

test('what stands there when the screen is opened is not said', () => {
  expect(newCalls([call('A001')], undefined).fresh).toEqual([])
})

test('a new call is said once, the earlier one first', () => {
  const { seen } = newCalls([call('A001')], undefined)
  const next = newCalls([call('A003', 1, '2 号窗口'), call('A002', 1, '3 号窗口'), call('A001')], seen)
  expect(next.fresh.map(({ number }) => number)).toEqual(['A002', 'A003'])
  expect(newCalls([call('A003', 1, '2 号窗口'), call('A002', 1, '3 号窗口')], next.seen).fresh).toEqual([])
})

test('called again, or to another window, is said again', () => {
  const { seen } = newCalls([call('A001')], new Set())
  expect(newCalls([call('A001', 2)], seen).fresh.length).toBe(1)
  expect(newCalls([call('A001', 1, '2 号窗口')], seen).fresh.length).toBe(1)
})
