import type { SeenButton, SeenMessage } from './telegram.js'
import type { Kept, World } from './world.js'

/** A message as people see it now. */
export function seen(world: World, { wire, edits, bytes }: Kept): SeenMessage {
  const { document, photo, from, forward_origin: origin } = wire
  return {
    chat: wire.chat.id,
    id: wire.message_id,
    byBot: from?.id === world.me.id,
    ...(from !== undefined && { from: from.id }),
    text: wire.text ?? wire.caption ?? '',
    entities: wire.entities ?? wire.caption_entities ?? [],
    buttons: (wire.reply_markup?.inline_keyboard ?? []).map((row) => row.map(buttonOf)),
    ...(wire.reply_to_message !== undefined && { replyTo: wire.reply_to_message.message_id }),
    ...(wire.message_thread_id !== undefined && { thread: wire.message_thread_id }),
    edits,
    ...(origin !== undefined && { origin }),
    ...(document !== undefined &&
      bytes !== undefined && { document: { name: document.file_name ?? '', bytes } }),
    ...(photo !== undefined && bytes !== undefined && { photo: bytes }),
    wire,
  }
}

type WireButton = NonNullable<Kept['wire']['reply_markup']>['inline_keyboard'][number][number]

const buttonOf = (button: WireButton): SeenButton => ({
  label: button.text,
  ...('callback_data' in button && { data: button.callback_data }),
  ...('url' in button && { url: button.url }),
})
