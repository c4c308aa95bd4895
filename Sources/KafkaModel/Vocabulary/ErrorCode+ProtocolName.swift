extension ErrorCode {
  /// The name of the error in Kafka's protocol guide, such as NOT_LEADER_OR_FOLLOWER.
  package var protocolName: String {
    let letters = Array(String(describing: self))
    var name = ""
    for (index, letter) in letters.enumerated() {
      if index > 0, letter.isUppercase {
        let opensWord = index + 1 < letters.count && letters[index + 1].isLowercase
        if letters[index - 1].isLowercase || opensWord { name += "_" }
      }
      name += letter.uppercased()
    }
    return name
  }

  package init?(protocolName: String) {
    guard let code = ErrorCode.allCases.first(where: { $0.protocolName == protocolName }) else {
      return nil
    }
    self = code
  }
}
