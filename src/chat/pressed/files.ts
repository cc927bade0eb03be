import { calendarFileNeeds, calendarNeeds, calendarPressed } from '../files/calendar.js'
import type { Handlings } from './deadline-handling.js'
import { drawNeeds, drawPressed } from '../files/drawing.js'
import { proofNeeds, proofPressed } from '../files/filing.js'

/** Presses that bring a picture, a calendar or a file. */
export const filePresses: Handlings<'calendar' | 'draw' | 'proof'> = {
  calendar: {
    does: calendarPressed,
    needs: ({ then }) => (then === 'file' ? calendarFileNeeds : calendarNeeds),
  },
  draw: { does: drawPressed, needs: drawNeeds },
  proof: { does: proofPressed, needs: ({ matter }) => proofNeeds(matter) },
}
