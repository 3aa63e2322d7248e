# Sourced by the scripts beside it.

fail() {
    echo "错误：$*" >&2
    exit 1
}

# Install packages of the system where that is possible without asking: apt, as root or by sudo.
install_system() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    echo "安装系统软件包：$*…"
    "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
