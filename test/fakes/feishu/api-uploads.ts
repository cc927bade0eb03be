import { done, refused, type ApiAnswer, type ApiCall, type Form } from './calls.js'
import { newId, type World } from './world.js'

const imageBytes = 10 * 1024 * 1024
const fileBytes = 30 * 1024 * 1024
const fileTypes = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']

/** Pictures and files are uploaded first; a message then names their key. The codes are from memory of the reference pages. */
export function answerUploads(world: World, call: ApiCall): ApiAnswer | undefined {
  switch (call.operation) {
    case 'upload-image':
      return image(world, call.form)
    case 'upload-file':
      return file(world, call.form)
    default:
      return undefined
  }
}

/** A call that is no form breaks no rule of ours: `doctor` asks so whether it may upload at all. */
const noForm = refused(234001, 'Invalid request param.')

function image(world: World, form: Form | undefined): ApiAnswer {
  if (form === undefined) return noForm
  const bytes = form.get('image')
  if (form.get('image_type') !== 'message' || !(bytes instanceof Uint8Array))
    return wrong(world, 'upload-image', 'image_type and image are needed')
  if (bytes.length === 0) return refused(234010, "File's size can not be 0.")
  if (bytes.length > imageBytes) return wrong(world, 'upload-image', 'the image is too large', 234006)
  if (bytes[0] !== 0x89) return wrong(world, 'upload-image', 'no PNG', 234011)
  const key = newId('img_')
  world.uploads.set(key, { name: '', bytes })
  return done({ image_key: key })
}

function file(world: World, form: Form | undefined): ApiAnswer {
  if (form === undefined) return noForm
  const [type, name, bytes] = [form.get('file_type'), form.get('file_name'), form.get('file')]
  if (typeof type !== 'string' || !fileTypes.includes(type) || typeof name !== 'string' || name === '')
    return wrong(world, 'upload-file', 'file_type and file_name are needed')
  if (!(bytes instanceof Uint8Array)) return wrong(world, 'upload-file', 'a file is needed')
  if (bytes.length === 0) return refused(234010, "File's size can not be 0.")
  if (bytes.length > fileBytes) return wrong(world, 'upload-file', 'the file is too large', 234006)
  const key = newId('file_')
  world.uploads.set(key, { name, bytes })
  return done({ file_key: key })
}

function wrong(world: World, call: string, what: string, code = 234001): ApiAnswer {
  world.violations.push({ call, what })
  return refused(code, `Invalid request param: ${what}`)
}
