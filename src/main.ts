#!/usr/bin/env node
import { program } from './cli/program.js'

// The only file that reads the environment and sets the exit code.
// Every further signal is taken too: npm passes Ctrl+C on a second time, which must not cut a graceful stop short.
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping.abort()
  })
}

// Whoever reads our output may have read enough: chizheng ask --json | head -1.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  stopping.abort()
})

process.exitCode = await program(process.argv.slice(2), {
  environment: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  stopping: stopping.signal,
})
