CREATE TABLE `competences` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`origin` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `declaration_competences` (
	`declaration_id` text NOT NULL,
	`competence_code` text NOT NULL,
	PRIMARY KEY(`declaration_id`, `competence_code`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `declaration_parts` (
	`declaration_id` text NOT NULL,
	`aspect` text NOT NULL,
	`part` text NOT NULL,
	`persons` integer NOT NULL,
	PRIMARY KEY(`declaration_id`, `aspect`, `part`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `posting_competences` (
	`posting_id` text NOT NULL,
	`competence_code` text NOT NULL,
	PRIMARY KEY(`posting_id`, `competence_code`),
	FOREIGN KEY (`posting_id`) REFERENCES `postings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `programme_competences` (
	`programme_id` text NOT NULL,
	`competence_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `competence_code`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `programme_competences_code_idx` ON `programme_competences` (`competence_code`,`programme_id`);