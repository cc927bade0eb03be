import { afterEach, expect, test, vi } from 'vitest'
import { httpRoutes } from '../../src/app/http.js'
import { silentLog } from '../../src/app/log.js'
import { metrics } from '../../src/app/metrics.js'
import { ask } from '../fakes/web-visitor.js'
import { fakeWeb, memoryTranscript } from '../fakes/web-parts.js'

afterEach(() => {
  vi.restoreAllMocks()
})

test('a store that fails is told in Chinese, and what its driver quotes is printed nowhere', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue()
  const logged: unknown[] = []
  const transcript = {
    ...memoryTranscript(),
    append: () => Promise.reject(new Error('Failing row contains (秘密有限公司)')),
  }
  const http = httpRoutes({
    routes: fakeWeb({ transcript }).chat.routes,
    metrics: metrics(),
    backlog: () => Promise.resolve({ arrivals: 0, sends: 0, maybeSent: 0 }),
    log: { ...silentLog, error: (event, fields) => void logged.push(event, fields) },
    unready: () => [],
    notes: () => [],
  })
  const response = await http.request('/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ask('我们公司叫秘密有限公司')),
  })
  expect(response.status).toBe(500)
  expect(await response.text()).toMatch(/^\p{Script=Han}/u)
  expect(logged).toEqual(['request failed', { method: 'POST' }])
  expect(printed).not.toHaveBeenCalled()
})
