/** The emoji short codes that messages commonly use. An unknown code stays as it was typed. */

const EMOJI = Object.fromEntries(
  `+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|clap 👏|pray 🙏|raised_hands 🙌|muscle 💪|ok_hand 👌|point_right 👉|point_left 👈
  |point_down 👇|point_up ☝️|v ✌️|handshake 🤝|writing_hand ✍️|eyes 👀|brain 🧠|smile 😄|slightly_smiling_face 🙂|smiley 😃|grin 😁|joy 😂
  |blush 😊|wink 😉|thinking_face 🤔|thinking 🤔|neutral_face 😐|sweat_smile 😅|sob 😭|cry 😢|tada 🎉|sparkles ✨|star ⭐|star2 🌟|fire 🔥
  |rocket 🚀|heart ❤️|green_heart 💚|blue_heart 💙|100 💯|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌
  |negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|question ❓|grey_question ❔|exclamation ❗|bulb 💡|bell 🔔
  |no_bell 🔕|zzz 💤|lock 🔒|unlock 🔓|key 🔑|shield 🛡️|mag 🔍|memo 📝|pencil 📝|pencil2 ✏️|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗
  |book 📖|books 📚|bookmark 🔖|calendar 📆|date 📅|spiral_calendar_pad 🗓️|clock1 🕐|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️
  |alarm_clock ⏰|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|seedling 🌱|herb 🌿|deciduous_tree 🌳|evergreen_tree 🌲
  |mountain ⛰️|compass 🧭|world_map 🗺️|dart 🎯|trophy 🏆|medal 🏅|hammer 🔨|wrench 🔧|hammer_and_wrench 🛠️|gear ⚙️|computer 💻
  |speech_balloon 💬|thought_balloon 💭|envelope ✉️|email ✉️|inbox_tray 📥|outbox_tray 📤|package 📦|file_folder 📁|wastebasket 🗑️
  |arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrow_forward ▶️|fast_forward ⏩|double_vertical_bar ⏸️|pause_button ⏸️
  |repeat 🔁|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|heavy_plus_sign ➕|heavy_minus_sign ➖|white_circle ⚪|black_circle ⚫
  |red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|white_large_square ⬜
  |black_large_square ⬛|large_green_square 🟩|large_yellow_square 🟨|large_blue_square 🟦|small_blue_diamond 🔹|small_orange_diamond 🔸
  |one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|coffee ☕|robot_face 🤖|house 🏠|door 🚪
  |bust_in_silhouette 👤|busts_in_silhouette 👥|technologist 🧑‍💻|traffic_light 🚦|construction 🚧|balloon 🎈|sunny ☀️|crescent_moon 🌙|umbrella ☔`
    .split("|")
    .map((pair) => pair.trim().split(" ")),
);

/** The character of a short code without its colons, or undefined. */
export const emoji = (name) => EMOJI[name];

/** The character of a rich text emoji element, which may carry its code points. */
export function emojiElement({ name, unicode }) {
  if (!unicode) return EMOJI[name] ?? `:${name}:`;
  const points = unicode.split("-").map((hex) => Number.parseInt(hex, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : `:${name}:`;
}

/** Put emoji in place of short codes in plain text. */
export const withEmoji = (text) => text.replace(/:([\w+-]+):/g, (code, name) => EMOJI[name] ?? code);
