#!/usr/bin/env bash
# The system libraries that Qt links to, and the tools the tests drive. Says nothing and asks nobody when all is there.
#   .ci/system.sh run    what the desk needs
#   .ci/system.sh test   that, and what the tests need
set -euo pipefail

# soname or command -> the Debian and Ubuntu package that brings it
libraries=(
    libEGL.so.1:libegl1
    libGL.so.1:libgl1
    libxkbcommon.so.0:libxkbcommon0
    libfontconfig.so.1:libfontconfig1
    libdbus-1.so.3:libdbus-1-3
    libglib-2.0.so.0:libglib2.0-0
    libgssapi_krb5.so.2:libgssapi-krb5-2
    # The window system (ldd libqxcb.so). Without these only the headless run works.
    libX11-xcb.so.1:libx11-xcb1
    libxkbcommon-x11.so.0:libxkbcommon-x11-0
    libxcb-cursor.so.0:libxcb-cursor0
    libxcb-icccm.so.4:libxcb-icccm4
    libxcb-image.so.0:libxcb-image0
    libxcb-keysyms.so.1:libxcb-keysyms1
    libxcb-randr.so.0:libxcb-randr0
    libxcb-render-util.so.0:libxcb-render-util0
    libxcb-shape.so.0:libxcb-shape0
    libxcb-sync.so.1:libxcb-sync1
    libxcb-xfixes.so.0:libxcb-xfixes0
    libxcb-xkb.so.1:libxcb-xkb1
)
commands=()
[ "${1:-run}" = test ] && commands=(Xvfb:xvfb xdotool:xdotool setxkbmap:x11-xkb-utils strace:strace)

[ "$(uname -s)" = Linux ] || exit 0  # elsewhere the wheels bring everything

known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
missing=()
for pair in "${libraries[@]}"; do
    [[ $known == *"${pair%%:*}"* ]] || missing+=("${pair##*:}")
done
for pair in ${commands[@]+"${commands[@]}"}; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
    as_root=(sudo -n)
    sudo -n true 2>/dev/null || as_root=(false)
fi
export DEBIAN_FRONTEND=noninteractive
install() {
    ${as_root[@]+"${as_root[@]}"} apt-get -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2
}
if [ "${as_root[0]:-}" != false ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]}" >&2
    install install -qq -y --no-install-recommends "${missing[@]}" && exit 0
    install update -qq && install install -qq -y --no-install-recommends "${missing[@]}" && exit 0
fi
# Going on all the same: without a display the desk needs only some of them.
echo "These system packages are missing and could not be installed from here: ${missing[*]}" >&2
echo "Please ask an administrator for: apt-get install ${missing[*]}" >&2
